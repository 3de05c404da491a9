package io.portcullis.signals.feature;

import io.portcullis.model.id.InstrumentId;

/** Feature values with the time from which each could be known. Implementations say which threads may use them. */
public interface FeatureStore {
    /**
     * A value becomes visible from a time on, until a later one; a second value for the same time replaces the first.
     *
     * @param knownTimeNanos nanoseconds since the epoch
     */
    void put(InstrumentId instrument, String feature, long knownTimeNanos, double value);

    /**
     * The latest value that was visible at a time; NaN when none was.
     *
     * @throws IllegalStateException when the store no longer reaches back to that time: an unknown value must not look like
     *     one that did not exist
     */
    double asOf(InstrumentId instrument, String feature, long timeNanos);
}
