package io.portcullis.store;

import io.portcullis.engine.EngineSettings;
import io.portcullis.model.event.EngineEvent;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/**
 * Applies a stretch of the log to the tables and moves the applied position, in one transaction: that is what makes it exactly
 * once. Keeps nothing in memory between batches, so a batch that failed leaves no trace.
 */
final class Projection {
    /** The applied position of an empty projection. */
    static final long NOTHING_APPLIED = -1;

    private Projection() {}

    /** True for events that leave a row; all others only move the position. */
    static boolean concerns(EngineEvent event) {
        return event instanceof EngineEvent.GateDecided
                || event instanceof EngineEvent.OrderWithdrawn
                || event instanceof EngineEvent.VenueReported
                || event instanceof EngineEvent.DayClosed
                || event instanceof EngineEvent.CorporateActionApplied
                || event instanceof EngineEvent.SessionStarted
                || isState(event);
    }

    static boolean isState(EngineEvent event) {
        return event instanceof EngineEvent.TradingStateChanged
                || event instanceof EngineEvent.KillRequested
                || event instanceof EngineEvent.ReduceOnlyRequested
                || event instanceof EngineEvent.ResumeRequested;
    }

    static long applied(Handle handle) {
        return handle.createQuery("SELECT applied_position FROM projection_position WHERE id = 1")
                .mapTo(Long.class)
                .one();
    }

    /**
     * How far a database is.
     *
     * @param applied the applied position
     * @param tail what was applied last
     * @param doubt why nothing more may be applied; empty when there is no reason
     */
    record Standing(long applied, Tail tail, String doubt) {}

    static Standing standing(Handle handle) {
        return handle.createQuery(
                        "SELECT applied_position, tail_from, tail_digest, doubt FROM projection_position WHERE id = 1")
                .map((row, context) -> new Standing(
                        row.getLong("applied_position"),
                        new Tail(row.getLong("tail_from"), row.getString("tail_digest")),
                        row.getString("doubt")))
                .one();
    }

    static void doubt(Handle handle, String doubt) {
        handle.execute(
                "UPDATE projection_position SET doubt = ? WHERE id = 1", Text.fit(doubt, Text.REASON_LENGTH_MAX));
    }

    /**
     * Applies what lies behind the applied position and moves it.
     *
     * @param expected the position that the caller takes for applied; another one in the table means that somebody cleared or
     *     replaced it, and then these entries may not follow on
     * @param entries what concerns the projection, in log order
     * @param upTo the position that is applied afterwards, at or behind the last entry
     */
    static void apply(Handle handle, long expected, List<LogEntry> entries, long upTo) {
        int from = 0;
        while (from < entries.size() && entries.get(from).position() <= expected) {
            from++;
        }
        // The update comes first: it locks the row, and of two projectors on one database the second finds it moved.
        move(handle, expected, upTo, entries.subList(from, entries.size()));
        for (int i = from; i < entries.size(); i++) {
            if (entries.get(i).event() instanceof EngineEvent.SessionStarted started) {
                new BatchFold(handle).apply(entries.subList(from, i));
                start(handle, entries.get(i).position(), started);
                from = i + 1;
            }
        }
        new BatchFold(handle).apply(entries.subList(from, entries.size()));
    }

    private static void move(Handle handle, long expected, long upTo, List<LogEntry> entries) {
        int moved;
        if (entries.isEmpty()) {
            moved = handle.execute(
                    "UPDATE projection_position SET applied_position = ?"
                            + " WHERE id = 1 AND applied_position = ? AND doubt = ''",
                    upTo,
                    expected);
        } else {
            Tail tail = Tail.of(expected, entries);
            moved = handle.execute(
                    "UPDATE projection_position SET applied_position = ?, tail_from = ?, tail_digest = ?"
                            + " WHERE id = 1 AND applied_position = ? AND doubt = ''",
                    upTo,
                    tail.from(),
                    tail.digest(),
                    expected);
        }
        if (moved != 1) {
            throw new OutOfStepException(
                    "the projection should stand at log position " + expected + " and stands at " + applied(handle));
        }
    }

    private static void start(Handle handle, long position, EngineEvent.SessionStarted started) {
        String venue = started.settings().get("venue");
        if (venue == null) {
            venue = new EngineSettings(Map.of()).venue().value();
        }
        StateTable.insert(handle, position, started, venue);
        OrderTable.loseSight(handle, position);
    }

    /** The table's position is not the one that the projector left there. */
    static final class OutOfStepException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        OutOfStepException(String message) {
            super(message);
        }
    }
}
