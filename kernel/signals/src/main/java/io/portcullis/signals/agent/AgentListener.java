package io.portcullis.signals.agent;

import io.portcullis.model.id.AgentId;
import io.portcullis.spi.Agent;

/** Hears what happens to agents, on the thread that called the runner; must not call the runner back. Thread-safe. */
public interface AgentListener {
    /** An agent was taken out, or put back; the host logs it as an {@code AgentQuarantined}. */
    void quarantined(AgentId agent, boolean quarantined, String reason);

    /** A call failed: threw, hung, or broke the contract; its signals were dropped. */
    default void failed(AgentId agent, String reason) {}

    /** A call ended well. */
    default void answered(AgentId agent, long tookNanos, int signals) {}

    /** Events or answers of an agent were dropped, because there were more than there is room for. */
    default void dropped(AgentId agent, long count) {}

    /**
     * This very agent failed as often in a row as it may, and is asked no more: its owner may put another in its place, but not
     * in this call.
     */
    default void exhausted(Agent agent, String reason) {}
}
