package io.portcullis.signals.agent;

import io.portcullis.model.id.AgentId;
import io.portcullis.spi.AgentInputs;
import java.util.SortedMap;

/**
 * How an agent is doing.
 *
 * @param agent which one
 * @param inputs what it needs and its weight
 * @param state whether it is asked
 * @param calls how often it was asked
 * @param failures how many calls threw, hung or broke the contract
 * @param overruns how many calls took longer than its budget; in back tests they count nowhere else
 * @param eventsDropped events that it never saw because it was too slow to take them
 * @param answersDropped signals and abstentions beyond what one call may give
 * @param signals opinions so far
 * @param abstentions how often it abstained, by reason
 * @param longestMicros its longest call
 * @param p99Micros what 99 of 100 calls did not exceed, at most an eighth too much
 * @param totalMicros all its calls together
 * @param dataAsOfNanos how fresh its data are, those of the features when it has no others; {@link Long#MIN_VALUE} when it has none yet
 * @param proposedWeights how much each agent should count, of an agent that judges the others; empty for all others
 * @param lastFailure what went wrong last; empty when nothing did
 */
public record AgentStatus(
        AgentId agent,
        AgentInputs inputs,
        State state,
        long calls,
        long failures,
        long overruns,
        long eventsDropped,
        long answersDropped,
        long signals,
        SortedMap<String, Long> abstentions,
        long longestMicros,
        long p99Micros,
        long totalMicros,
        long dataAsOfNanos,
        SortedMap<AgentId, Double> proposedWeights,
        String lastFailure) {

    /** How often it abstained. */
    public long abstained() {
        return abstentions.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Opinions among all answers; 0 when there was none. */
    public double coverage() {
        return signals == 0 ? 0 : signals / (double) (signals + abstained());
    }

    /** Mean time of a call, milliseconds. */
    public double meanMillis() {
        return totalMicros / 1e3 / Math.max(1, calls);
    }

    /** Whether an agent is asked. */
    public enum State {
        /** Not yet: it has not seen enough daily bars. */
        WARMING_UP,
        /** Yes. */
        ACTIVE,
        /** No: it failed as often in a row as it may. */
        QUARANTINED
    }
}
