package io.portcullis.transport.archive;

import io.aeron.logbuffer.FrameDescriptor;
import io.aeron.protocol.DataHeaderFlyweight;
import java.nio.ByteBuffer;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.agrona.DirectBuffer;

/**
 * The chain over all frames of the log. Each frame carries, in the eight bytes of its header that Aeron leaves to us, the first
 * eight bytes of SHA-256 over the link before and its own content: whoever edits, deletes, inserts or moves a frame breaks the
 * chain at that very place. Whoever writes all later frames anew as well does not; a link that was kept elsewhere tells. Not
 * thread-safe.
 */
final class FrameChain {
    /** What the first frame builds on. */
    static final long GENESIS = 0;

    private static final int FLAGS_OFFSET = Long.BYTES;
    private static final int PAYLOAD_OFFSET = FLAGS_OFFSET + 1;

    private final MessageDigest sha = sha256();
    private final byte[] content = new byte[PAYLOAD_OFFSET + ArchiveNode.MTU];
    private final ByteBuffer numbers = ByteBuffer.wrap(content);
    private final byte[] hash = new byte[32];
    private final ByteBuffer result = ByteBuffer.wrap(hash);

    /** The link of a frame whose flags and payload are in place. */
    long next(long previous, DirectBuffer buffer, int frameOffset, int frameLength) {
        int payload = frameLength - DataHeaderFlyweight.HEADER_LENGTH;
        numbers.putLong(0, previous);
        content[FLAGS_OFFSET] = buffer.getByte(FrameDescriptor.flagsOffset(frameOffset));
        buffer.getBytes(frameOffset + DataHeaderFlyweight.HEADER_LENGTH, content, PAYLOAD_OFFSET, payload);
        sha.update(content, 0, PAYLOAD_OFFSET + payload);
        try {
            sha.digest(hash, 0, hash.length);
        } catch (DigestException e) {
            throw new IllegalStateException("SHA-256 has 32 bytes", e);
        }
        return result.getLong(0);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
