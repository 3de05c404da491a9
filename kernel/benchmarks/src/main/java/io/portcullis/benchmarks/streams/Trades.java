package io.portcullis.benchmarks.streams;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Trades in the order in which they arrive.
 *
 * @param names 0 to {@link #NAMES} - 1
 * @param times event time, nanoseconds
 * @param sizes shares
 */
record Trades(int[] names, long[] times, long[] sizes) {
    static final int NAMES = 200;
    static final long MILLI = 1_000_000L;
    static final long DISORDER = 50 * MILLI;

    static Trades seeded(int count, long seed) {
        Random random = new Random(seed);
        long[] arrivals = new long[count];
        for (int i = 0; i < count; i++) {
            arrivals[i] = i * MILLI + random.nextInt((int) DISORDER);
        }
        int[] order = IntStream.range(0, count)
                .boxed()
                .sorted(Comparator.comparingLong(i -> arrivals[i]))
                .mapToInt(i -> i)
                .toArray();
        int[] names = random.ints(count, 0, NAMES).toArray();
        long[] sizes = random.longs(count, 1, 1_000).toArray();
        return new Trades(names, Arrays.stream(order).mapToLong(i -> i * MILLI).toArray(), sizes);
    }

    int count() {
        return times.length;
    }

    /** Everything up to here has arrived with the i-th trade. */
    long watermark(int i) {
        return i * MILLI - DISORDER;
    }
}
