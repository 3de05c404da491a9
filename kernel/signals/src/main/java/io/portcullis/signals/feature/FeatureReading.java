package io.portcullis.signals.feature;

/**
 * What a store knows of a feature at a time.
 *
 * @param value NaN when there is none, or when it was known then that there is none
 * @param knownTimeNanos from when on it was known; without meaning in {@link #NONE}
 * @param stale true when it is older than the store's limit: nobody should trade on it
 */
public record FeatureReading(double value, long knownTimeNanos, boolean stale) {
    /** Nothing was visible. */
    public static final FeatureReading NONE = new FeatureReading(Double.NaN, Long.MIN_VALUE, true);

    /** False for {@link #NONE}. */
    public boolean isKnown() {
        return knownTimeNanos != Long.MIN_VALUE;
    }
}
