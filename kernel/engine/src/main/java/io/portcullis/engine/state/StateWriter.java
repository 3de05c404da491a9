package io.portcullis.engine.state;

import java.util.function.Consumer;

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

    /**
     * Writes a part of the state that seldom changes. A day has a million orders that are over: who writes them anew each time holds
     * the engine for half a second.
     *
     * @param before what this, or {@link StateReader#since}, gave for the same part, which has not changed since; null when it has
     * @param part writes it field by field
     * @return what to give as {@code before} the next time; null to write the part anew
     */
    default byte[] putPart(byte[] before, Consumer<StateWriter> part) {
        part.accept(this);
        return before;
    }
}
