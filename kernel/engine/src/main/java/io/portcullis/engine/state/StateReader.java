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

    /** Where the next field begins. */
    default int mark() {
        return 0;
    }

    /**
     * What was read since a mark, as a writer may put it in its place while nothing of it has changed; null from a reader that does not
     * read bytes.
     */
    default byte[] since(int mark) {
        return null;
    }

    /** True when everything was read: a state that an earlier version wrote may end before what came later. */
    boolean atEnd();
}
