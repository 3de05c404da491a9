package io.portcullis.host.timemachine;

import io.portcullis.transport.EventCursor;
import io.portcullis.transport.EventSource;
import io.portcullis.transport.RecordedEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Reads a log from its end backwards, in windows of time that double: what is asked about is most often new. */
final class BackwardRead {
    private static final long HOUR_NANOS = 3_600_000_000_000L;
    private static final int LOOK_EVERY = 1024;

    private final EventSource log;
    private final Runnable look;

    /** @param look called now and then; throws when the search takes too long */
    BackwardRead(EventSource log, Runnable look) {
        this.log = log;
        this.look = look;
    }

    /** Takes the matching events of a window, in their order, and says whether that is enough. */
    interface Window {
        boolean isEnough(List<RecordedEvent> events);
    }

    /**
     * Goes on until a window is enough or the log's first event was read.
     *
     * @return whether the first event was read
     */
    boolean read(Predicate<RecordedEvent> wanted, Window window) {
        Optional<RecordedEvent> end = log.lastAt(Long.MAX_VALUE);
        if (end.isEmpty()) {
            return true;
        }
        long to = log.recordedPosition();
        long span = HOUR_NANOS;
        while (to > log.startPosition()) {
            long before = end.get().event().timeNanos() - span;
            long from = log.lastAtTime(before).map(RecordedEvent::position).orElse(log.startPosition());
            from = Math.min(from, to);
            if (window.isEnough(between(from, to, wanted))) {
                return from <= log.startPosition();
            }
            to = from;
            span = span > Long.MAX_VALUE / 4 ? span : span * 2;
        }
        return true;
    }

    private List<RecordedEvent> between(long from, long to, Predicate<RecordedEvent> wanted) {
        List<RecordedEvent> found = new ArrayList<>();
        long read = 0;
        try (EventCursor cursor = log.read(from, to)) {
            while (cursor.next()) {
                RecordedEvent each = new RecordedEvent(cursor.position(), cursor.event());
                if (wanted.test(each)) {
                    found.add(each);
                }
                if (++read % LOOK_EVERY == 0) {
                    look.run();
                }
            }
        }
        return found;
    }
}
