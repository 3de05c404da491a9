/** Follows the strongest and sells the weakest of the last twelve months, the last month left out. Copy me for a new agent. */
package io.portcullis.agent.topperformers;
