package io.portcullis.transport.snapshot;

import java.util.Arrays;

/** Collects state in memory: what the engine thread does, so that another thread can write it to disk. Not thread-safe. */
public final class StateBuffer extends TaggedStateWriter {
    private byte[] bytes = new byte[64 * 1024];
    private int length;

    @Override
    void emit(byte[] source, int count) {
        int needed = Math.addExact(length, count);
        if (needed > bytes.length) {
            bytes = Arrays.copyOf(bytes, (int) Math.min(Integer.MAX_VALUE - 8L, Math.max(needed, bytes.length * 2L)));
        }
        System.arraycopy(source, 0, bytes, length, count);
        length = needed;
    }

    /** A copy of what was written. */
    public byte[] toBytes() {
        return Arrays.copyOf(bytes, length);
    }
}
