/** Compiles checked packs with the rule engine and judges with them, behind the engine's policy port. */
package io.portcullis.policy.gate;
