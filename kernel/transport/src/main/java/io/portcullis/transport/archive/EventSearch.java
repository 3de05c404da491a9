package io.portcullis.transport.archive;

import io.portcullis.transport.LogException;
import io.portcullis.transport.RecordedEvent;
import io.portcullis.transport.codec.EventCodec;
import java.util.Optional;

/** Finds an event by position or time by walking one segment, however long the log is. Reads only; works beside a running archive. */
final class EventSearch {
    private final Recording recording;
    private final long end;

    /** @param end where the recorded events end */
    EventSearch(Recording recording, long end) {
        this.recording = recording;
        this.end = end;
    }

    /** The last event that ends at or before a position. */
    Optional<RecordedEvent> lastAt(long position) {
        return last(Math.min(position, end), Long.MAX_VALUE);
    }

    /** The last event at or before an engine time. */
    Optional<RecordedEvent> lastAtTime(long timeNanos) {
        return last(end, timeNanos);
    }

    /** From the last segment backwards: the first one that begins early enough has it. A message never lies in two segments. */
    private Optional<RecordedEvent> last(long positionMax, long timeMax) {
        if (positionMax <= recording.startPosition()) {
            return Optional.empty();
        }
        long base = recording.segmentBase(positionMax - 1);
        while (base + recording.segmentLength() > recording.startPosition()) {
            Span span = lastIn(Math.max(base, recording.startPosition()), positionMax, timeMax);
            if (span != null) {
                return Optional.of(read(span));
            }
            base -= recording.segmentLength();
        }
        return Optional.empty();
    }

    /** A message: behind the one before it, up to its own end. */
    private record Span(long from, long to) {}

    private Span lastIn(long from, long positionMax, long timeMax) {
        Span last = null;
        long begin = -1;
        long segmentEnd = recording.segmentBase(from) + recording.segmentLength();
        try (SegmentWalker walker = new SegmentWalker(recording, from, Math.min(end, segmentEnd))) {
            long before = walker.position();
            while (walker.next() && walker.position() <= positionMax) {
                if (walker.begins()) {
                    if (EventCodec.timeOf(walker.buffer(), walker.payloadOffset()) > timeMax) {
                        return last;
                    }
                    begin = before;
                }
                before = walker.position();
                if (walker.ends() && begin >= 0) {
                    last = new Span(begin, before);
                    begin = -1;
                }
            }
            if (walker.torn()) {
                throw new LogException("the log is damaged at position " + walker.position()
                        + ", before its end; restore the log folder from a copy");
            }
        }
        return last;
    }

    private RecordedEvent read(Span span) {
        try (RecordingCursor cursor = new RecordingCursor(recording, span.from(), span.to())) {
            if (!cursor.next()) {
                throw new LogException("the event before position " + span.to() + " is gone");
            }
            return new RecordedEvent(cursor.position(), cursor.event());
        }
    }
}
