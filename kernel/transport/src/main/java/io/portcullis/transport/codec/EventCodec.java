package io.portcullis.transport.codec;

import io.portcullis.model.event.EngineEvent;
import io.portcullis.transport.sbe.MessageHeaderDecoder;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Set;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.MutableDirectBuffer;

/** Engine events as SBE frames and back. Not thread-safe: one for each thread. */
public final class EventCodec {
    /** The longest frame: an eighth of a 1 MiB term, which is Aeron's own bound. */
    public static final int FRAME_LENGTH_MAX = 128 * 1024;

    /** The longest chunk of a rule pack. */
    public static final int CONTENT_LENGTH_MAX = 64 * 1024;

    /** Engine time is the first field of every event, so that a log can raise it without decoding the rest. */
    private static final int TIME_OFFSET = MessageHeaderDecoder.ENCODED_LENGTH;

    private final FrameKinds kinds = new FrameKinds();

    /** For comparisons only; they grow at the first one. */
    private final ExpandableArrayBuffer left = new ExpandableArrayBuffer(0);

    private final ExpandableArrayBuffer right = new ExpandableArrayBuffer(0);

    public EventCodec() {
        new SessionFrames().register(kinds);
        new MarketFrames().register(kinds);
        new ControlFrames().register(kinds);
        new OfficerFrames().register(kinds);
        new VenueFrames().register(kinds);
        new DecisionFrames().register(kinds);
    }

    /**
     * Writes one event.
     *
     * @return the frame's length
     * @throws IllegalArgumentException when the event does not fit into the buffer or into the schema
     */
    public int encode(EngineEvent event, MutableDirectBuffer buffer, int offset) {
        return kinds.encode(event, buffer, offset);
    }

    /**
     * Reads one event.
     *
     * @throws MalformedFrameException for anything that {@link #encode} did not write; nothing else is thrown
     */
    public EngineEvent decode(DirectBuffer buffer, int offset, int length) throws MalformedFrameException {
        return (EngineEvent) kinds.decode(buffer, offset, length);
    }

    /** Whether two events lie in a log alike, whatever their engine times: records with arrays are never equal in Java. */
    public boolean sameButForTime(EngineEvent one, EngineEvent other) {
        int length = encode(one, left, 0);
        if (length != encode(other, right, 0)) {
            return false;
        }
        restamp(left, 0, timeOf(right, 0));
        return Arrays.equals(left.byteArray(), 0, length, right.byteArray(), 0, length);
    }

    /** The engine time of a frame that {@link #encode} wrote. */
    public static long timeOf(DirectBuffer buffer, int offset) {
        return buffer.getLong(offset + TIME_OFFSET, ByteOrder.LITTLE_ENDIAN);
    }

    /** Gives a frame another engine time. */
    public static void restamp(MutableDirectBuffer buffer, int offset, long timeNanos) {
        buffer.putLong(offset + TIME_OFFSET, timeNanos, ByteOrder.LITTLE_ENDIAN);
    }

    Set<Class<?>> types() {
        return kinds.types();
    }
}
