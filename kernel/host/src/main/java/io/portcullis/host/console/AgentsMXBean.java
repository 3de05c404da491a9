package io.portcullis.host.console;

import java.util.Map;

/** {@code io.portcullis:type=Agents}. */
public interface AgentsMXBean {
    /** Every agent by name: what it did, and what became of its calls. */
    Map<String, AgentRow> getAgents();
}
