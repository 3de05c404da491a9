package io.portcullis.signals.feature;

/**
 * How long a feature store answers for a value.
 *
 * @param versions values kept per instrument and feature, the newest ones; at least 1
 * @param staleAfterNanos age from which a value is flagged as stale; positive
 * @param ttlNanos age from which it is not shown any more; not below {@code staleAfterNanos}
 */
public record Retention(int versions, long staleAfterNanos, long ttlNanos) {
    /** Refuses numbers out of range. */
    public Retention {
        if (versions < 1) {
            throw new IllegalArgumentException("a store keeps at least one version per feature, got " + versions);
        }
        if (staleAfterNanos <= 0 || ttlNanos < staleAfterNanos) {
            throw new IllegalArgumentException("stale after must be positive and the time to live not shorter, got "
                    + staleAfterNanos + " and " + ttlNanos + " ns");
        }
    }

    /** For good: nothing is stale, and only the number of versions bounds the past. */
    public static Retention unlimited(int versions) {
        return new Retention(versions, Long.MAX_VALUE, Long.MAX_VALUE);
    }

    /** A value as it looks at a time, not before it was known. */
    FeatureReading reading(double value, long knownTimeNanos, long timeNanos) {
        long age = timeNanos - knownTimeNanos;
        return isExpired(knownTimeNanos, timeNanos)
                ? FeatureReading.NONE
                : new FeatureReading(value, knownTimeNanos, age >= staleAfterNanos);
    }

    /** True when a value of then is not shown any more. */
    boolean isExpired(long knownTimeNanos, long timeNanos) {
        long age = timeNanos - knownTimeNanos;
        return age >= ttlNanos || age < 0;
    }
}
