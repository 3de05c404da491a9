package io.portcullis.store;

import io.portcullis.model.event.EngineEvent;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * The last few events with rows that were applied: by them a projection recognises its log.
 *
 * @param from the log position behind which they begin
 * @param digest over their positions and contents; empty when nothing was applied yet
 */
record Tail(long from, String digest) {
    static final Tail NONE = new Tail(Projection.NOTHING_APPLIED, "");

    /** Enough to tell two logs apart, few enough to cost nothing. */
    private static final int EVENTS = 8;

    /** The tail of a batch that follows on a position; the batch has at least one event. */
    static Tail of(long expected, List<LogEntry> entries) {
        int first = Math.max(0, entries.size() - EVENTS);
        long from = first == 0 ? expected : entries.get(first - 1).position();
        return new Tail(from, digest(entries.subList(first, entries.size())));
    }

    private static String digest(List<LogEntry> entries) {
        MessageDigest sha = sha256();
        for (LogEntry entry : entries) {
            sha.update((entry.position() + " " + content(entry.event()) + "\n").getBytes(StandardCharsets.UTF_8));
        }
        return HexFormat.of().formatHex(sha.digest());
    }

    /** A decision is said by its hash; all others are records of values, whose text says all. */
    private static String content(EngineEvent event) {
        return event instanceof EngineEvent.GateDecided decided
                ? decided.record().chain()
                : event.toString();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Compares what a log holds where the tail should be. */
    static final class Check {
        private final Tail expected;
        private final long applied;
        private final List<LogEntry> seen = new ArrayList<>();
        private long reached;

        Check(Tail expected, long applied) {
            this.expected = expected;
            this.applied = applied;
            this.reached = expected.from();
        }

        /** Where to begin to read. */
        long from() {
            return expected.digest().isEmpty() ? applied : expected.from();
        }

        /** Takes an event up to the applied position. */
        void take(long position, EngineEvent event) {
            reached = position;
            if (Projection.concerns(event)) {
                seen.add(new LogEntry(position, event));
            }
        }

        /** What is not as it should be; empty when this is the log that was applied. */
        String contradiction() {
            if (expected.digest().isEmpty()) {
                return "";
            }
            if (reached != applied) {
                return "the database has applied log position " + applied
                        + ", and the log has no event there but one at " + reached;
            }
            return digest(seen).equals(expected.digest())
                    ? ""
                    : "the log holds something else between positions " + expected.from() + " and " + applied
                            + " than what the database has applied";
        }
    }
}
