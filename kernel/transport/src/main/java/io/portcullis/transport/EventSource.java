package io.portcullis.transport;

import java.util.Optional;

/** Recorded events that can be read again, from any thread: a running log, or the files of one that is not running. */
public interface EventSource {
    /** Before the first event that is still there. */
    long startPosition();

    /** After the last event that is safe under this log's {@link Durability}. */
    long recordedPosition();

    /**
     * Reads the events after one position up to another.
     *
     * @param from a position that an event was handed out with, or {@link #startPosition()}
     * @param to events beyond it are not read; {@link #recordedPosition()} for all
     * @throws LogException when the position is not there or the files are damaged
     */
    EventCursor read(long from, long to);

    /**
     * Hands the events after one position up to another to a handler and returns how many there were. What the handler throws
     * comes out unchanged.
     */
    default long replay(long from, long to, LogHandler handler) {
        long events = 0;
        try (EventCursor cursor = read(from, to)) {
            while (cursor.next()) {
                handler.onEvent(cursor.position(), cursor.event());
                events++;
            }
        }
        return events;
    }

    /** The last event that ends at or before a position; empty when the first one ends behind it. */
    default Optional<RecordedEvent> lastAt(long position) {
        return last(position, Long.MAX_VALUE);
    }

    /** The last event whose engine time is at or before this one; empty when the first one is later. */
    default Optional<RecordedEvent> lastAtTime(long timeNanos) {
        return last(Long.MAX_VALUE, timeNanos);
    }

    /** The last event within both bounds, found by reading from the start: for logs that are short. */
    private Optional<RecordedEvent> last(long positionMax, long timeMax) {
        RecordedEvent last = null;
        try (EventCursor cursor = read(startPosition(), recordedPosition())) {
            while (cursor.next()
                    && cursor.position() <= positionMax
                    && cursor.event().timeNanos() <= timeMax) {
                last = new RecordedEvent(cursor.position(), cursor.event());
            }
        }
        return Optional.ofNullable(last);
    }
}
