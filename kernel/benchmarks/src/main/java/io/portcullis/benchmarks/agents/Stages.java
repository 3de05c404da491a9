package io.portcullis.benchmarks.agents;

import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** Where the time from an event to the agents' answer goes. Written by one thread, read after that has ended its work. */
final class Stages {
    private static final long NANOS_MAX = TimeUnit.SECONDS.toNanos(60);
    private static final double NANOS_PER_MICRO = 1e3;

    private final Histogram whole = new Histogram(NANOS_MAX, 3);
    private final Histogram bus = new Histogram(NANOS_MAX, 3);
    private final Histogram turn = new Histogram(NANOS_MAX, 3);
    private final Histogram agents = new Histogram(NANOS_MAX, 3);

    /** Due, through the bus and into the features, its turn come, answered to. */
    void event(long dueNanos, long deliveredNanos, long askedNanos, long answeredNanos) {
        add(whole, answeredNanos - dueNanos);
        add(bus, deliveredNanos - dueNanos);
        add(turn, askedNanos - deliveredNanos);
        add(agents, answeredNanos - askedNanos);
    }

    private static void add(Histogram histogram, long nanos) {
        histogram.recordValue(Math.max(0, Math.min(NANOS_MAX, nanos)));
    }

    /** From the moment at which an event was due until the agents had answered. */
    Histogram whole() {
        return whole;
    }

    @Override
    public String toString() {
        return "of it" + micros("bus and features", bus) + "," + micros("waiting for the agents' last answer", turn)
                + "," + micros("frame and agents", agents) + " (p50/p99 us)";
    }

    private static String micros(String name, Histogram nanos) {
        return String.format(
                Locale.ROOT,
                " %s %.0f/%.0f",
                name,
                nanos.getValueAtPercentile(50) / NANOS_PER_MICRO,
                nanos.getValueAtPercentile(99) / NANOS_PER_MICRO);
    }
}
