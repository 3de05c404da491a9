package io.portcullis.store;

/**
 * Where a projector stands.
 *
 * @param mode what it does
 * @param appliedPosition log position up to which the tables are complete
 * @param seenPosition log position of the last event that was offered
 * @param queued events that wait
 * @param applied events applied since the start
 * @param dropouts how often the queue was full and the log had to help
 * @param failures how often the database or the log failed
 * @param lastFailure what failed last; empty when nothing did since things last worked
 */
public record ProjectorStatus(
        Mode mode,
        long appliedPosition,
        long seenPosition,
        int queued,
        long applied,
        long dropouts,
        long failures,
        String lastFailure) {
    /** What a projector does. */
    public enum Mode {
        /** Not started yet. */
        NEW,
        /** Reads what it missed from the log. */
        CATCHING_UP,
        /** Takes events as they come. */
        LIVE,
        /** Waits to try again: the database or the log failed. */
        WAITING,
        /** Closed. */
        STOPPED
    }
}
