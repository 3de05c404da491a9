package io.portcullis.signals.agent;

import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** How long calls took: percentiles to one per cent. Not thread-safe. */
final class CallTimes {
    private static final int DIGITS = 2;
    private static final double PERCENT = 100;

    private final Histogram nanos = new Histogram(DIGITS);
    private long longestNanos;
    private long totalNanos;

    void add(long took) {
        long counted = Math.max(0, took);
        nanos.recordValue(counted);
        longestNanos = Math.max(longestNanos, counted);
        totalNanos += counted;
    }

    /** What so large a share of the calls did not exceed; 0 when there was none. */
    long percentileMicros(double share) {
        return TimeUnit.NANOSECONDS.toMicros(Math.min(nanos.getValueAtPercentile(PERCENT * share), longestNanos));
    }

    long longestMicros() {
        return TimeUnit.NANOSECONDS.toMicros(longestNanos);
    }

    long totalMicros() {
        return TimeUnit.NANOSECONDS.toMicros(totalNanos);
    }
}
