package io.portcullis.spi;

import io.portcullis.model.id.AgentId;
import io.portcullis.model.signal.Signal;
import java.util.List;
import java.util.SortedMap;

/**
 * What an {@link Agent} implements besides when it judges the other agents: it hears what they say, and proposes how much each
 * should count. A proposal is shown and recorded; whether it is followed is for people to decide.
 *
 * <p>Threads, determinism, budget and errors as in {@link Agent}.
 */
public interface AgentJudge {
    /**
     * What all agents said at one instant, this one included. Told after they were all asked, before the next event and instant.
     *
     * @param signals sorted by instrument and agent; never null, not empty
     */
    void onSignals(List<Signal> signals);

    /**
     * How much each agent should count.
     *
     * @return weights above zero that sum to one; empty while there is nothing to propose; never null
     */
    SortedMap<AgentId, Double> proposedWeights();
}
