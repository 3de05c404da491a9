package io.portcullis.transport.archive;

import io.portcullis.model.event.EngineEvent;
import io.portcullis.transport.EventCursor;
import io.portcullis.transport.LogException;
import io.portcullis.transport.codec.EventCodec;
import io.portcullis.transport.codec.MalformedFrameException;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Reads events straight from the segment files, which needs no media driver and works beside a running one. Frames of a
 * message that a crash left unfinished are passed over, as Aeron's own assembler does.
 */
final class RecordingCursor implements EventCursor {
    private final SegmentWalker walker;
    private final long to;
    private final EventCodec codec = new EventCodec();
    private final UnsafeBuffer assembled = new UnsafeBuffer(new byte[EventCodec.FRAME_LENGTH_MAX]);
    private int assembledLength = -1;
    private long position;
    private EngineEvent event;

    RecordingCursor(Recording recording, long from, long to) {
        this.walker = new SegmentWalker(recording, from, to);
        this.position = from;
        this.to = to;
    }

    @Override
    public boolean next() {
        while (walker.position() < to && walker.next()) {
            if (walker.begins() && walker.ends()) {
                decode(walker.buffer(), walker.payloadOffset(), walker.payloadLength());
                return true;
            }
            collect();
            if (walker.ends() && assembledLength >= 0) {
                decode(assembled, 0, assembledLength);
                return true;
            }
        }
        if (walker.torn() || walker.position() < to) {
            throw new LogException("the log is damaged at position " + walker.position() + ": it should go on to " + to
                    + "; restore the log folder from a copy");
        }
        return false;
    }

    private void collect() {
        if (walker.begins()) {
            assembledLength = 0;
        }
        if (assembledLength < 0) {
            return;
        }
        int length = walker.payloadLength();
        if (assembledLength + length > assembled.capacity()) {
            throw new LogException("message before position " + walker.position() + " is longer than "
                    + EventCodec.FRAME_LENGTH_MAX + " bytes");
        }
        assembled.putBytes(assembledLength, walker.buffer(), walker.payloadOffset(), length);
        assembledLength += length;
    }

    private void decode(UnsafeBuffer buffer, int offset, int length) {
        assembledLength = -1;
        position = walker.position();
        try {
            event = codec.decode(buffer, offset, length);
        } catch (MalformedFrameException e) {
            throw new LogException("the event before position " + position + " cannot be read: " + e.getMessage(), e);
        }
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    public EngineEvent event() {
        return event;
    }

    @Override
    public void close() {
        walker.close();
    }
}
