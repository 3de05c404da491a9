package io.portcullis.transport.snapshot;

import io.portcullis.engine.state.StateReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads what a {@link StateBuffer} collected, in the same order. Not thread-safe. */
public final class StateBytes implements StateReader {
    private final byte[] bytes;
    private int next;

    public StateBytes(byte[] bytes) {
        this.bytes = bytes;
    }

    @Override
    public long getLong() {
        byte tag = take(1, "a number");
        if (tag != TaggedStateWriter.LONG) {
            throw outOfStep("a number", tag);
        }
        int at = next;
        take(Long.BYTES, "a number");
        return (long) TaggedStateWriter.LONG_AT.get(bytes, at);
    }

    @Override
    public String getString() {
        byte tag = take(1, "a text");
        if (tag == TaggedStateWriter.NULL) {
            return null;
        }
        if (tag != TaggedStateWriter.STRING) {
            throw outOfStep("a text", tag);
        }
        int lengthAt = next;
        take(Integer.BYTES, "a text's length");
        int length = (int) TaggedStateWriter.INT_AT.get(bytes, lengthAt);
        int at = next;
        take(length, "a text");
        return new String(bytes, at, length, StandardCharsets.UTF_8);
    }

    @Override
    public int mark() {
        return next;
    }

    @Override
    public byte[] since(int mark) {
        return Arrays.copyOfRange(bytes, mark, next);
    }

    @Override
    public boolean atEnd() {
        return next == bytes.length;
    }

    /** Moves on and returns the first byte passed, 0 when none was. */
    private byte take(int count, String what) {
        if (count < 0 || count > bytes.length - next) {
            throw new IllegalStateException("the state ends at byte " + bytes.length + ", but " + what + " of " + count
                    + " bytes is due at " + next);
        }
        byte first = count == 0 ? 0 : bytes[next];
        next += count;
        return first;
    }

    private IllegalStateException outOfStep(String what, byte tag) {
        return new IllegalStateException("the state has a field of kind '" + (char) tag + "' at byte " + (next - 1)
                + " where " + what + " is due: written by another version of the engine?");
    }
}
