package io.portcullis.transport.archive;

import static io.aeron.protocol.DataHeaderFlyweight.HEADER_LENGTH;
import static io.aeron.protocol.DataHeaderFlyweight.RESERVED_VALUE_OFFSET;

import io.aeron.logbuffer.FrameDescriptor;
import io.aeron.protocol.DataHeaderFlyweight;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.agrona.BitUtil;
import org.agrona.BufferUtil;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Walks over the frames in a recording's segment files and believes none that is not whole: place, term, type and checksum
 * must fit. Reads only; not thread-safe.
 */
final class SegmentWalker implements AutoCloseable {
    private static final int KNOWN_FLAGS = FrameDescriptor.UNFRAGMENTED & 0xFF;

    private final Recording recording;
    private final long limit;
    private final FrameChecksum checksum = new FrameChecksum();
    private final UnsafeBuffer segment = new UnsafeBuffer(0, 0);
    private MappedByteBuffer mapping;
    private long base = -1;
    private long next;
    private int frameOffset;
    private int frameLength;
    private boolean torn;

    SegmentWalker(Recording recording, long from) {
        this(recording, from, Long.MAX_VALUE);
    }

    /** @param limit no frame that begins here or behind is looked at: beside a running archive it may be half written */
    SegmentWalker(Recording recording, long from, long limit) {
        this.recording = recording;
        this.limit = limit;
        this.next = from;
    }

    /** Moves to the next data frame; false at the end of what was written. */
    boolean next() {
        while (next < limit && open()) {
            int offset = (int) (next - base);
            if (offset + HEADER_LENGTH > segment.capacity() || lengthAt(offset) == 0) {
                return false;
            }
            if (!whole(offset)) {
                torn = true;
                return false;
            }
            frameOffset = offset;
            frameLength = lengthAt(offset);
            next += BitUtil.align(frameLength, FrameDescriptor.FRAME_ALIGNMENT);
            if (typeAt(offset) == DataHeaderFlyweight.HDR_TYPE_DATA) {
                return true;
            }
        }
        return false;
    }

    /** After the current frame; after a false from {@link #next()}, where whole frames end. */
    long position() {
        return next;
    }

    /** True when the walk ended at a frame that is not whole rather than at unwritten space. */
    boolean torn() {
        return torn;
    }

    UnsafeBuffer buffer() {
        return segment;
    }

    int payloadOffset() {
        return frameOffset + HEADER_LENGTH;
    }

    int payloadLength() {
        return frameLength - HEADER_LENGTH;
    }

    /** The link that the frame carries. */
    long link() {
        return segment.getLong(frameOffset + RESERVED_VALUE_OFFSET, ByteOrder.LITTLE_ENDIAN);
    }

    /** The link that it should carry when it follows on another one. */
    long linkAfter(FrameChain chain, long previous) {
        return chain.next(previous, segment, frameOffset, frameLength);
    }

    /** Whether nothing at all is written behind the place where the walk ended, to the end of the segment's file. */
    boolean emptyBehind() {
        if (mapping == null) {
            return true;
        }
        for (int offset = (int) (next - base); offset < segment.capacity(); offset++) {
            if (segment.getByte(offset) != 0) {
                return false;
            }
        }
        return true;
    }

    boolean begins() {
        return (flags() & FrameDescriptor.BEGIN_FRAG_FLAG) != 0;
    }

    boolean ends() {
        return (flags() & FrameDescriptor.END_FRAG_FLAG) != 0;
    }

    /** Whether whole data frames lie behind the place where the walk ended: then it is damage, and no torn end. */
    boolean wholeFramesBehind() {
        if (mapping == null) {
            return false;
        }
        int step = FrameDescriptor.FRAME_ALIGNMENT;
        for (int offset = (int) (next - base) + step; offset + HEADER_LENGTH < segment.capacity(); offset += step) {
            if (lengthAt(offset) > HEADER_LENGTH
                    && typeAt(offset) == DataHeaderFlyweight.HDR_TYPE_DATA
                    && whole(offset)) {
                return true;
            }
        }
        return false;
    }

    private byte flags() {
        return FrameDescriptor.frameFlags(segment, frameOffset);
    }

    private int lengthAt(int offset) {
        return segment.getInt(offset, ByteOrder.LITTLE_ENDIAN);
    }

    private int typeAt(int offset) {
        return FrameDescriptor.frameType(segment, offset);
    }

    private boolean whole(int offset) {
        int length = lengthAt(offset);
        int aligned = BitUtil.align(length, FrameDescriptor.FRAME_ALIGNMENT);
        if (length < HEADER_LENGTH || aligned < length || !inPlace(offset)) {
            return false;
        }
        int type = typeAt(offset);
        if (FrameDescriptor.frameVersion(segment, offset) != DataHeaderFlyweight.CURRENT_VERSION
                || (FrameDescriptor.frameFlags(segment, offset) & 0xFF & ~KNOWN_FLAGS) != 0) {
            return false;
        }
        if (type == DataHeaderFlyweight.HDR_TYPE_PAD) {
            return recording.termOffset(base + offset) + aligned == recording.termLength() && padding(offset, aligned);
        }
        return type == DataHeaderFlyweight.HDR_TYPE_DATA
                && aligned <= segment.capacity() - offset
                && FrameDescriptor.frameSessionId(segment, offset) == checksumOf(offset, aligned);
    }

    /** Nothing at all is in it. */
    private boolean padding(int offset, int aligned) {
        int end = Math.min(offset + aligned, segment.capacity());
        for (int i = offset + HEADER_LENGTH; i < end; i++) {
            if (segment.getByte(i) != 0) {
                return false;
            }
        }
        int session = FrameDescriptor.frameSessionId(segment, offset);
        return segment.getLong(offset + RESERVED_VALUE_OFFSET) == 0
                && (session == recording.sessionId() || session == checksumOf(offset, end - offset));
    }

    /** With a checksum the archive records it in the place of the session id. */
    private int checksumOf(int offset, int aligned) {
        return checksum.compute(segment.addressOffset(), offset + HEADER_LENGTH, aligned - HEADER_LENGTH);
    }

    private boolean inPlace(int offset) {
        long position = base + offset;
        return DataHeaderFlyweight.termOffset(segment, offset) == recording.termOffset(position)
                && DataHeaderFlyweight.termId(segment, offset) == recording.termId(position)
                && DataHeaderFlyweight.streamId(segment, offset) == ArchiveNode.LOG_STREAM_ID;
    }

    private boolean open() {
        long wanted = recording.segmentBase(next);
        if (wanted == base) {
            return true;
        }
        close();
        Path file = recording.segmentFile(wanted);
        if (!Files.exists(file)) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long length = Math.min(channel.size(), recording.segmentLength());
            if (length < HEADER_LENGTH) {
                return false;
            }
            mapping = channel.map(FileChannel.MapMode.READ_ONLY, 0, length);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read log segment " + file, e);
        }
        segment.wrap(mapping);
        base = wanted;
        return true;
    }

    @Override
    public void close() {
        if (mapping != null) {
            segment.wrap(0, 0);
            BufferUtil.free(mapping);
            mapping = null;
            base = -1;
        }
    }
}
