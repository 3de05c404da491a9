package io.portcullis.signals.agent;

import java.util.concurrent.TimeUnit;

/** How long calls took, in classes an eighth apart: constant memory, percentiles to an eighth. Not thread-safe. */
final class CallTimes {
    /** Classes within each doubling. */
    private static final int STEPS = 8;

    private static final int STEP_BITS = 3;
    private static final int CLASSES = Long.SIZE * STEPS;

    private final long[] counts = new long[CLASSES];
    private long calls;
    private long longestNanos;
    private long totalNanos;

    void add(long nanos) {
        long took = Math.max(0, nanos);
        counts[classOf(took)]++;
        calls++;
        longestNanos = Math.max(longestNanos, took);
        totalNanos += took;
    }

    /** Below 8 ns each number has a class; above, the three bits behind the first one choose among eight. */
    private static int classOf(long nanos) {
        if (nanos < STEPS) {
            return (int) nanos;
        }
        int doubling = Long.SIZE - 1 - Long.numberOfLeadingZeros(nanos);
        int step = (int) (nanos >>> (doubling - STEP_BITS)) & (STEPS - 1);
        return (doubling - STEP_BITS + 1) * STEPS + step;
    }

    /** The largest number of a class. */
    private static long endOf(int index) {
        if (index < STEPS) {
            return index;
        }
        int shift = index / STEPS - 1;
        return ((long) (STEPS + index % STEPS + 1) << shift) - 1;
    }

    /** What so large a share of the calls did not exceed, at most an eighth too much; 0 when there was none. */
    long percentileMicros(double share) {
        long wanted = (long) Math.ceil(share * calls);
        long seen = 0;
        for (int i = 0; i < CLASSES && calls > 0; i++) {
            seen += counts[i];
            if (seen >= wanted) {
                return TimeUnit.NANOSECONDS.toMicros(Math.min(endOf(i), longestNanos));
            }
        }
        return 0;
    }

    long longestMicros() {
        return TimeUnit.NANOSECONDS.toMicros(longestNanos);
    }

    long totalMicros() {
        return TimeUnit.NANOSECONDS.toMicros(totalNanos);
    }
}
