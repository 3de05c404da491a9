package io.portcullis.signals.feature;

import io.portcullis.model.id.InstrumentId;
import io.portcullis.model.signal.FeatureFrame;

/**
 * Feature values with the time from which each could be known. All times are engine time in nanoseconds since the epoch; what
 * is stale or has expired is judged by the time asked for, not by a clock. Implementations say which threads may use them.
 */
public interface FeatureStore extends AutoCloseable {
    /**
     * A row of values becomes visible from the frame's time on, each until a later one; a second value for the same time
     * replaces the first. A NaN is stored as well: it says that from then on the feature is not known.
     *
     * @throws FeatureStoreException when the store cannot be reached
     */
    void put(FeatureFrame frame);

    /**
     * The latest value that was visible at a time, {@link FeatureReading#NONE} when none was: never one that was known later.
     *
     * @throws IllegalStateException when the store no longer reaches back to that time: an unknown value must not look like
     *     one that did not exist
     * @throws FeatureStoreException when the store cannot be reached
     */
    FeatureReading read(InstrumentId instrument, String feature, long timeNanos);

    /** The value of {@link #read}; NaN when none was visible. */
    default double asOf(InstrumentId instrument, String feature, long timeNanos) {
        return read(instrument, feature, timeNanos).value();
    }

    @Override
    void close();
}
