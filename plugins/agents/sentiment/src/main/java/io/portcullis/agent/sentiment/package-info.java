/** The agent {@code sentiment}: whether the news of a name have turned better or worse than its own past. */
package io.portcullis.agent.sentiment;
