package io.portcullis.host.metrics;

import com.codahale.metrics.Reservoir;
import com.codahale.metrics.Snapshot;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/** A minute of durations in slots of ten seconds, and all of them since the start. Writers never wait; readers take turns. */
final class LatencyHistogram implements Reservoir {
    private static final long HIGHEST_NANOS = TimeUnit.MINUTES.toNanos(1);
    private static final int DIGITS = 2;
    private static final int SLOTS = 6;
    private static final long SLOT_NANOS = TimeUnit.SECONDS.toNanos(10);

    /** Upper bounds of the buckets in seconds: 1, 2, 5 from a microsecond to ten seconds, then the rest. */
    private static final double[] BOUNDS = {
        1e-6,
        2e-6,
        5e-6,
        1e-5,
        2e-5,
        5e-5,
        1e-4,
        2e-4,
        5e-4,
        1e-3,
        2e-3,
        5e-3,
        1e-2,
        2e-2,
        5e-2,
        0.1,
        0.2,
        0.5,
        1,
        2,
        5,
        10,
        Double.POSITIVE_INFINITY
    };

    private final Recorder recorder = new Recorder(HIGHEST_NANOS, DIGITS);
    private final LongAdder sumNanos = new LongAdder();
    private final Histogram total = new Histogram(HIGHEST_NANOS, DIGITS);
    private final Histogram[] slots = new Histogram[SLOTS];
    private Histogram interval;
    private long slot = Long.MIN_VALUE;

    LatencyHistogram() {
        for (int i = 0; i < SLOTS; i++) {
            slots[i] = new Histogram(HIGHEST_NANOS, DIGITS);
        }
    }

    /**
     * The durations since the start.
     *
     * @param upper bounds in seconds, rising, the last one infinite
     * @param counts how many lie at or below a bound and above the one before it
     * @param count how many in all
     * @param sumSeconds what they add up to
     */
    record Buckets(double[] upper, long[] counts, long count, double sumSeconds) {}

    @Override
    public void update(long nanos) {
        long bounded = Math.max(0, Math.min(HIGHEST_NANOS, nanos));
        recorder.recordValue(bounded);
        sumNanos.add(bounded);
    }

    /** Takes in what was recorded since the last time; returns how much that was. */
    synchronized long roll(long nowNanos) {
        interval = recorder.getIntervalHistogram(interval);
        long now = Math.floorDiv(nowNanos, SLOT_NANOS);
        for (long passed = Math.max(slot + 1, now - SLOTS + 1); passed <= now; passed++) {
            slots[(int) Math.floorMod(passed, (long) SLOTS)].reset();
        }
        slot = now;
        slots[(int) Math.floorMod(now, (long) SLOTS)].add(interval);
        total.add(interval);
        return interval.getTotalCount();
    }

    synchronized Buckets buckets() {
        long[] counts = new long[BOUNDS.length];
        long below = 0;
        for (int i = 0; i < BOUNDS.length; i++) {
            boolean last = i == BOUNDS.length - 1;
            long atMost = last
                    ? total.getTotalCount()
                    : total.getCountBetweenValues(0, Math.round(BOUNDS[i] * TimeUnit.SECONDS.toNanos(1)));
            counts[i] = atMost - below;
            below = atMost;
        }
        return new Buckets(BOUNDS.clone(), counts, below, sumNanos.sum() / 1e9);
    }

    @Override
    public synchronized int size() {
        return (int) Math.min(Integer.MAX_VALUE, recent().getTotalCount());
    }

    @Override
    public synchronized Snapshot getSnapshot() {
        return new LatencySnapshot(recent());
    }

    private Histogram recent() {
        Histogram recent = new Histogram(HIGHEST_NANOS, DIGITS);
        for (Histogram each : slots) {
            recent.add(each);
        }
        return recent;
    }
}
