package io.portcullis.transport.codec;

import io.portcullis.transport.sbe.SnapshotTakenDecoder;
import io.portcullis.transport.sbe.SnapshotTakenEncoder;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The first frame of a snapshot file.
 *
 * @param position log position of the last event in the state
 * @param stateLength bytes of state that follow
 * @param engineVersion which engine wrote it
 * @param length of the frame itself
 */
public record SnapshotFrame(long position, long stateLength, String engineVersion, int length) {
    /** No frame is longer. */
    public static final int LENGTH_MAX = 4096;

    private static final int FIXED = 8 + SnapshotTakenEncoder.BLOCK_LENGTH;

    /** The frame's bytes. */
    public static byte[] encode(long position, long stateLength, String engineVersion) {
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[LENGTH_MAX]);
        FrameWriter out = new FrameWriter();
        out.at(buffer, 0);
        SnapshotTakenEncoder to =
                out.begin(new SnapshotTakenEncoder()).position(position).stateLength(stateLength);
        out.text(to, engineVersion);
        return Arrays.copyOf(buffer.byteArray(), out.length(to));
    }

    /** How long the frame at the beginning of a file says that it is; at most what there is of it. */
    private static int lengthOf(byte[] head) {
        if (head.length < FIXED + 2) {
            return head.length;
        }
        int text = new UnsafeBuffer(head).getShort(FIXED, ByteOrder.LITTLE_ENDIAN) & 0xFFFF;
        return Math.min(FIXED + 2 + text, head.length);
    }

    /**
     * Reads the frame at the beginning of a file.
     *
     * @param head the file's first bytes, with the whole frame
     */
    public static SnapshotFrame decode(byte[] head) throws MalformedFrameException {
        if (head.length < FIXED + 2) {
            throw new MalformedFrameException(
                    "it is torn: a snapshot has at least " + (FIXED + 2) + " bytes, got " + head.length);
        }
        UnsafeBuffer buffer = new UnsafeBuffer(head);
        int length = lengthOf(head);
        FrameReader in = new FrameReader();
        if (in.open(buffer, 0, length) != SnapshotTakenDecoder.TEMPLATE_ID) {
            throw new MalformedFrameException("a snapshot begins with message " + SnapshotTakenDecoder.TEMPLATE_ID);
        }
        SnapshotTakenDecoder from = in.begin(new SnapshotTakenDecoder());
        String engineVersion = in.text(from);
        in.end(from);
        return new SnapshotFrame(from.position(), from.stateLength(), engineVersion, length);
    }

    /** For what only the file's reader can see. */
    public static MalformedFrameException malformed(String message) {
        return new MalformedFrameException(message);
    }
}
