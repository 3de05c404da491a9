package io.portcullis.host.plugins;

import io.portcullis.host.metrics.Family;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** One plugin in figures, over all of its versions. Thread-safe. */
public final class PluginMeter {
    /** For what belongs to no plugin. */
    static final PluginMeter NOBODY = new PluginMeter();

    private static final double NANOS_PER_SECOND = 1e9;

    private final LongAdder nanos = new LongAdder();
    private final LongAdder calls = new LongAdder();
    private final LongAdder failures = new LongAdder();
    private final LongAdder signals = new LongAdder();
    private final LongAdder dropped = new LongAdder();
    private final LongAdder restarts = new LongAdder();

    /** A call into it ended well. */
    public void called(long tookNanos) {
        calls.increment();
        nanos.add(tookNanos);
    }

    /** A call into it threw, hung or broke the contract. */
    public void failed() {
        calls.increment();
        failures.increment();
    }

    /** It gave so many signals. */
    public void signals(int count) {
        signals.add(count);
    }

    /** So many of its events or answers were dropped. */
    public void dropped(long count) {
        dropped.add(count);
    }

    void restarted() {
        restarts.increment();
    }

    /** What it came to so far. */
    Map<Family, Number> figures() {
        Map<Family, Number> figures = new EnumMap<>(Family.class);
        figures.put(Family.PLUGIN_CALLS, calls.sum());
        figures.put(Family.PLUGIN_FAILURES, failures.sum());
        figures.put(Family.PLUGIN_SECONDS, nanos.sum() / NANOS_PER_SECOND);
        figures.put(Family.PLUGIN_SIGNALS, signals.sum());
        figures.put(Family.PLUGIN_DROPPED, dropped.sum());
        figures.put(Family.PLUGIN_RESTARTS, restarts.sum());
        return figures;
    }
}
