package io.portcullis.host.timemachine;

import io.portcullis.host.server.ServerRefusal;
import io.portcullis.model.event.EngineEvent;
import io.portcullis.model.gate.DecisionRecord;
import io.portcullis.transport.EventCursor;
import io.portcullis.transport.EventSource;
import io.portcullis.transport.RecordedEvent;

/** Finds a recorded decision by its order, its sender's key or its log position, the newest first. */
final class DecisionSearch {
    private static final long HOUR_NANOS = 3_600_000_000_000L;

    private final EventSource log;
    private final Runnable look;

    /** @param look called now and then; throws when the search takes too long */
    DecisionSearch(EventSource log, Runnable look) {
        this.log = log;
        this.look = look;
    }

    /**
     * The decision.
     *
     * @throws ServerRefusal NOT_FOUND when there is none
     */
    RecordedEvent find(String decision) {
        if (decision.matches("[0-9]{1,18}")) {
            RecordedEvent at = log.lastAt(Long.parseLong(decision)).orElse(null);
            if (at != null && at.position() == Long.parseLong(decision) && isDecision(at.event(), "")) {
                return at;
            }
        }
        RecordedEvent end = log.lastAt(Long.MAX_VALUE)
                .orElseThrow(() -> new ServerRefusal(ServerRefusal.Kind.NOT_FOUND, "the log is empty"));
        long to = log.recordedPosition();
        long window = HOUR_NANOS;
        // Windows that double, from the end backwards: what is asked about is most often new.
        while (to > log.startPosition()) {
            long before = end.event().timeNanos() - window;
            long from = log.lastAtTime(before).map(RecordedEvent::position).orElse(log.startPosition());
            RecordedEvent found = last(decision, Math.min(from, to), to);
            if (found != null) {
                return found;
            }
            to = Math.min(from, to);
            window = window > Long.MAX_VALUE / 4 ? window : window * 2;
        }
        throw new ServerRefusal(
                ServerRefusal.Kind.NOT_FOUND,
                "no decision is recorded for '" + decision
                        + "'; give an order's id, its sender's key, or the log position of a decision");
    }

    private RecordedEvent last(String decision, long from, long to) {
        RecordedEvent found = null;
        long read = 0;
        try (EventCursor cursor = log.read(from, to)) {
            while (cursor.next()) {
                if (isDecision(cursor.event(), decision)) {
                    found = new RecordedEvent(cursor.position(), cursor.event());
                }
                if (++read % 1024 == 0) {
                    look.run();
                }
            }
        }
        return found;
    }

    private static boolean isDecision(EngineEvent event, String name) {
        if (!(event instanceof EngineEvent.GateDecided decided)) {
            return false;
        }
        DecisionRecord record = decided.record();
        return name.isEmpty()
                || record.orderId().value().equals(name)
                || record.key().equals(name);
    }
}
