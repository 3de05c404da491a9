package io.portcullis.ingest.connector;

/**
 * What a runner did so far.
 *
 * @param name the stream's name
 * @param state what it is doing
 * @param problem why it failed; empty otherwise
 * @param published events given to the bus
 * @param refused events that the bus did not take
 * @param outOfOrder events known before their predecessor, which went to the dead letters
 * @param lastKnownNanos known time of the last event published; {@link Long#MIN_VALUE} before the first
 */
public record RunnerStatus(
        String name, State state, String problem, long published, long refused, long outOfOrder, long lastKnownNanos) {

    /** What a runner is doing. */
    public enum State {
        /** Waits to be started or advanced. */
        IDLE,
        /** Reads its stream. */
        RUNNING,
        /** Its stream has no more events. */
        ENDED,
        /** Its stream or, in virtual time, the bus failed; it does nothing more. */
        FAILED,
        /** Was closed. */
        CLOSED
    }
}
