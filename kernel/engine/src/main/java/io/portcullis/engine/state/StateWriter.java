package io.portcullis.engine.state;

/** Where a part of the engine writes its state, field by field in a fixed order: into a snapshot or into a hash. */
public interface StateWriter {
    /** Writes 64 bits. */
    void putLong(long value);

    /** Writes a double by its bits; -0.0 and NaN keep theirs. */
    default void putDouble(double value) {
        putLong(Double.doubleToLongBits(value)); // one NaN: which of its bits a processor sets says nothing
    }

    /** Writes a flag. */
    default void putBoolean(boolean value) {
        putLong(value ? 1 : 0);
    }

    /** Writes a string, which may be null. */
    void putString(String value);
}
