/** The agent {@code causal}: which drivers move before a sector, and what drifts on after an abnormal day. */
package io.portcullis.agent.causal;
