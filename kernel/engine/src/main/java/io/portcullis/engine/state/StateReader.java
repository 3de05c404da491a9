package io.portcullis.engine.state;

/** Reads back what a {@link StateWriter} wrote, in the same order; {@link IllegalStateException} when the bytes do not fit. */
public interface StateReader {
    /** Reads 64 bits. */
    long getLong();

    /** Reads a double. */
    default double getDouble() {
        return Double.longBitsToDouble(getLong());
    }

    /** Reads a flag. */
    default boolean getBoolean() {
        return getLong() == 1;
    }

    /** Reads a string or null. */
    String getString();

    /** True when everything was read: a state that an earlier version wrote may end before what came later. */
    boolean atEnd();
}
