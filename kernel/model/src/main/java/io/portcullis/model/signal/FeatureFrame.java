package io.portcullis.model.signal;

import java.util.List;

/**
 * The cross-section that an agent sees at one instant: a row per instrument, sorted by instrument, and nothing that was not
 * known then.
 *
 * @param timeNanos the instant, nanoseconds since the epoch
 * @param names the features' names; an agent gets exactly those that it asked for, in its own order
 * @param rows one vector per instrument
 */
public record FeatureFrame(long timeNanos, List<String> names, List<FeatureVector> rows) {
    /** Copies the lists. */
    public FeatureFrame {
        names = List.copyOf(names);
        rows = List.copyOf(rows);
    }
}
