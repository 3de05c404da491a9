/** Step 6 of the walk: the safety ring, the port of the policy ring, and the chain that asks both. */
package io.portcullis.engine.gate;
