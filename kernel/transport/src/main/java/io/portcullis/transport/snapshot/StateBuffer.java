package io.portcullis.transport.snapshot;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Collects state in memory: what the engine thread does, so that another thread can write it to disk. In pieces, so that a large
 * state is neither copied while it grows nor one object of its whole size. Not thread-safe.
 */
public final class StateBuffer extends TaggedStateWriter {
    /** Below half a region of the smallest heap, or the collector treats each as a large object. */
    private static final int PIECE = 256 * 1024;

    private static final int ASCII_MAX = 0x7F;

    private final List<byte[]> full = new ArrayList<>();
    private byte[] piece = new byte[PIECE];
    private int length;

    @Override
    public void putLong(long value) {
        if (length + 1 + Long.BYTES > PIECE) {
            super.putLong(value);
            return;
        }
        piece[length] = LONG;
        LONG_AT.set(piece, length + 1, value);
        length += 1 + Long.BYTES;
    }

    /** Nearly every text is ASCII: it is put in its place at once, and taken back if it was not. */
    @Override
    public void putString(String value) {
        if (value == null || length + 1 + Integer.BYTES + value.length() > PIECE) {
            super.putString(value);
            return;
        }
        int at = length + 1 + Integer.BYTES;
        int count = value.length();
        for (int i = 0; i < count; i++) {
            char c = value.charAt(i);
            if (c > ASCII_MAX) {
                super.putString(value);
                return;
            }
            piece[at + i] = (byte) c;
        }
        piece[length] = STRING;
        INT_AT.set(piece, length + 1, count);
        length = at + count;
    }

    @Override
    void emit(byte[] source, int count) {
        int from = 0;
        while (from < count) {
            if (length == PIECE) {
                full.add(piece);
                piece = new byte[PIECE];
                length = 0;
            }
            int part = Math.min(count - from, PIECE - length);
            System.arraycopy(source, from, piece, length, part);
            length += part;
            from += part;
        }
    }

    /** What was written, piece by piece; nothing is copied, so nothing may be written any more. */
    List<ByteBuffer> pieces() {
        List<ByteBuffer> pieces = new ArrayList<>(full.size() + 1);
        full.forEach(each -> pieces.add(ByteBuffer.wrap(each)));
        pieces.add(ByteBuffer.wrap(piece, 0, length));
        return pieces;
    }

    /** How many bytes were written. */
    public long length() {
        return (long) full.size() * PIECE + length;
    }

    /** A copy of what was written. */
    public byte[] toBytes() {
        byte[] bytes = new byte[Math.toIntExact(length())];
        ByteBuffer all = ByteBuffer.wrap(bytes);
        pieces().forEach(all::put);
        return bytes;
    }
}
