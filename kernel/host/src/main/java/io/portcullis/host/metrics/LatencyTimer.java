package io.portcullis.host.metrics;

import com.codahale.metrics.Clock;
import com.codahale.metrics.Meter;
import com.codahale.metrics.Snapshot;
import com.codahale.metrics.Timer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Durations, recorded without a lock and without garbage: into an HdrHistogram (1 % exact from a nanosecond to a minute), not into
 * a sampling reservoir, which allocates for each value and loses the tail. Percentiles are those of the last minute; buckets count
 * from the start. Rates are worked out in {@link #roll()}, once a second, not at every value. Thread-safe.
 */
public final class LatencyTimer extends Timer {
    private final Meter rate;
    private final LatencyHistogram latencies;

    LatencyTimer() {
        this(new Meter(), new LatencyHistogram());
    }

    private LatencyTimer(Meter rate, LatencyHistogram latencies) {
        super(rate, new com.codahale.metrics.Histogram(latencies), Clock.defaultClock());
        this.rate = rate;
        this.latencies = latencies;
    }

    /** One more duration. */
    public void nanos(long nanos) {
        latencies.update(nanos);
    }

    @Override
    public void update(long duration, TimeUnit unit) {
        latencies.update(unit.toNanos(duration));
    }

    @Override
    public void update(Duration duration) {
        latencies.update(duration.toNanos());
    }

    @Override
    public long getCount() {
        return buckets().count();
    }

    @Override
    public Snapshot getSnapshot() {
        roll();
        return latencies.getSnapshot();
    }

    /** Everything since the start. */
    LatencyHistogram.Buckets buckets() {
        roll();
        return latencies.buckets();
    }

    /** Takes in what was recorded since the last time. */
    void roll() {
        rate.mark(latencies.roll(System.nanoTime()));
    }
}
