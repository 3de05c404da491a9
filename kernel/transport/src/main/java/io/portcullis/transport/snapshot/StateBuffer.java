package io.portcullis.transport.snapshot;

import io.portcullis.engine.state.StateWriter;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Collects state in memory: what the engine thread does, so that another thread can write it to disk. In pieces, so that a large
 * state is neither copied while it grows nor one object of its whole size. Not thread-safe.
 */
public final class StateBuffer extends TaggedStateWriter {
    /** Below half a region of the smallest heap, or the collector treats each as a large object. */
    private static final int PIECE = 256 * 1024;

    /** A part has some tens of kilobytes. */
    private static final int PART = 64 * 1024;

    private static final int ASCII_MAX = 0x7F;

    private final int pieceLength;
    private final List<ByteBuffer> full = new ArrayList<>();
    private long fullLength;
    private byte[] piece;
    /** Where in the piece begins what is not in {@link #full} yet. */
    private int begin;

    private int length;

    /** Nothing written yet. */
    public StateBuffer() {
        this(PIECE);
    }

    private StateBuffer(int pieceLength) {
        this.pieceLength = pieceLength;
        this.piece = new byte[pieceLength];
    }

    @Override
    public void putLong(long value) {
        if (length + 1 + Long.BYTES > pieceLength) {
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
        if (value == null || length + 1 + Integer.BYTES + value.length() > pieceLength) {
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
            if (length == pieceLength) {
                cut();
                piece = new byte[pieceLength];
                begin = 0;
                length = 0;
            }
            int part = Math.min(count - from, pieceLength - length);
            System.arraycopy(source, from, piece, length, part);
            length += part;
            from += part;
        }
    }

    /** What was written before and is the same is not copied, but stands between the pieces. */
    @Override
    public byte[] putPart(byte[] before, Consumer<StateWriter> part) {
        byte[] bytes = before;
        if (bytes == null) {
            StateBuffer alone = new StateBuffer(PART);
            part.accept(alone);
            bytes = alone.toBytes();
        }
        cut();
        begin = length;
        add(ByteBuffer.wrap(bytes));
        return bytes;
    }

    private void cut() {
        if (length > begin) {
            add(ByteBuffer.wrap(piece, begin, length - begin));
        }
    }

    private void add(ByteBuffer bytes) {
        full.add(bytes);
        fullLength += bytes.remaining();
    }

    /** What was written, piece by piece; nothing is copied, so nothing may be written any more. */
    List<ByteBuffer> pieces() {
        List<ByteBuffer> pieces = new ArrayList<>(full.size() + 1);
        full.forEach(each -> pieces.add(each.duplicate()));
        pieces.add(ByteBuffer.wrap(piece, begin, length - begin));
        return pieces;
    }

    /** How many bytes were written. */
    public long length() {
        return fullLength + length - begin;
    }

    /** A copy of what was written. */
    public byte[] toBytes() {
        byte[] bytes = new byte[Math.toIntExact(length())];
        ByteBuffer all = ByteBuffer.wrap(bytes);
        pieces().forEach(all::put);
        return bytes;
    }
}
