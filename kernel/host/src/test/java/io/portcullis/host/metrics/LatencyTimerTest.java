package io.portcullis.host.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class LatencyTimerTest {
    private static final long SEED = 17;
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    @Test
    void shouldComeWithinAPercentOfSortedValues() {
        Random random = new Random(SEED);
        long[] values = random.longs(20_000, 100, 50_000_000).toArray();
        LatencyTimer timer = new LatencyTimer();
        for (long value : values) {
            timer.nanos(value);
        }
        Arrays.sort(values);

        for (double quantile : new double[] {0.5, 0.9, 0.99, 0.999}) {
            long exact = values[(int) Math.ceil(quantile * values.length) - 1];
            assertThat(timer.getSnapshot().getValue(quantile))
                    .as("seed %d, quantile %s", SEED, quantile)
                    .isCloseTo(exact, Percentage.withPercentage(1));
        }
        LatencyHistogram.Buckets buckets = timer.buckets();
        assertThat(Arrays.stream(buckets.counts()).sum()).isEqualTo(values.length);
        assertThat(buckets.sumSeconds()).isCloseTo(Arrays.stream(values).sum() / 1e9, Percentage.withPercentage(1e-6));
    }

    @Test
    void shouldForgetAfterAMinuteButNotInTheBuckets() {
        LatencyHistogram latencies = new LatencyHistogram();
        latencies.roll(0);
        latencies.update(1_000);
        latencies.roll(1);
        assertThat(latencies.size()).isEqualTo(1);

        latencies.roll(49 * SECOND);
        assertThat(latencies.size()).isEqualTo(1);
        latencies.roll(61 * SECOND);
        assertThat(latencies.size()).isZero();
        assertThat(latencies.buckets().count()).isEqualTo(1);
        // nobody looked for an hour
        latencies.update(5_000);
        latencies.roll(3_600 * SECOND);
        assertThat(latencies.size()).isEqualTo(1);
    }

    @Test
    void shouldTakeValuesBeyondItsRange() {
        LatencyTimer timer = new LatencyTimer();
        timer.nanos(-5);
        timer.nanos(Long.MAX_VALUE);
        assertThat(timer.getCount()).isEqualTo(2);
        assertThat(timer.getSnapshot().getMax()).isGreaterThan(TimeUnit.SECONDS.toNanos(59));
    }

    @Test
    void shouldNotAllocateOnTheWayOfAnOrder() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        LatencyTimer timer = new LatencyTimer();
        record(timer, 50_000);
        long before = threads.getCurrentThreadAllocatedBytes();
        record(timer, 100_000);
        long bytes = threads.getCurrentThreadAllocatedBytes() - before;

        // a sampling reservoir takes about 100 bytes each; what is left is the measurement itself
        assertThat(bytes).as("bytes for 100,000 durations").isLessThan(100_000);
    }

    private static void record(LatencyTimer timer, int times) {
        for (int i = 0; i < times; i++) {
            timer.nanos(1_000 + i);
        }
    }
}
