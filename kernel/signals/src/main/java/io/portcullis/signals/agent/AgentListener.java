package io.portcullis.signals.agent;

import io.portcullis.model.id.AgentId;

/** Hears what happens to agents, on the thread that called the runner; must not call the runner back. */
public interface AgentListener {
    /** An agent was taken out, or put back; the host logs it as an {@code AgentQuarantined}. */
    void quarantined(AgentId agent, boolean quarantined, String reason);

    /** A call failed: threw, hung, or broke the contract; its signals were dropped. */
    default void failed(AgentId agent, String reason) {}
}
