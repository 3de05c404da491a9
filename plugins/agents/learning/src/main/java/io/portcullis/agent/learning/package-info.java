/** The agent {@code learning}: how much each of the other agents should count, by what became of its calls. */
package io.portcullis.agent.learning;
