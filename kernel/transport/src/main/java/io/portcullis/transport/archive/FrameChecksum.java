package io.portcullis.transport.archive;

import io.aeron.archive.checksum.Checksum;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Tells a torn frame from a whole one. Aeron's own CRC needs a further {@code --add-opens}, and a torn page only has to be
 * told from a whole one: 64-bit multiply and rotate over the frame, folded to 32 bits. Frames are always a multiple of
 * 8 bytes long. Without a checksum the archive refuses to start when a kill -9 hits a frame that straddles a page.
 */
final class FrameChecksum implements Checksum {
    private static final long FACTOR = 0x9E37_79B9_7F4A_7C15L;
    private static final int ROTATION = 29;

    private final UnsafeBuffer window = new UnsafeBuffer(0, 0);

    @Override
    public int compute(long address, int offset, int length) {
        window.wrap(address + offset, length);
        long hash = length * FACTOR;
        for (int i = 0; i + Long.BYTES <= length; i += Long.BYTES) {
            hash = Long.rotateLeft((hash ^ window.getLong(i)) * FACTOR, ROTATION);
        }
        hash ^= hash >>> 32;
        return (int) (hash * FACTOR >>> 32);
    }
}
