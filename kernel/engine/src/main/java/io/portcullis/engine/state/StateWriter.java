package io.portcullis.engine.state;

/** Where a part of the engine writes its state, field by field in a fixed order: into a snapshot or into a hash. */
public interface StateWriter {
    /** Writes 64 bits. */
    void putLong(long value);

    /** Writes a double by its bits: -0.0 keeps its own, and there is one NaN, for which of its bits a processor sets says nothing. */
    default void putDouble(double value) {
        putLong(Double.doubleToLongBits(value));
    }

    /** Writes a flag. */
    default void putBoolean(boolean value) {
        putLong(value ? 1 : 0);
    }

    /** Writes a string, which may be null. */
    void putString(String value);
}
