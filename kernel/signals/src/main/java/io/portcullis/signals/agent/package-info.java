/** Step 3 of the walk: asks the agents, each behind its own bulkhead, and passes on what they say in a fixed order. */
package io.portcullis.signals.agent;
