package io.portcullis.host.plugins;

import com.codahale.metrics.Counter;
import com.codahale.metrics.Metric;
import com.codahale.metrics.Timer;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** One plugin in figures, over all of its versions. Thread-safe. */
public final class PluginMeter {
    /** For what belongs to no plugin. */
    static final PluginMeter NOBODY = new PluginMeter();

    private final Timer time = new Timer();
    private final Counter calls = new Counter();
    private final Counter failures = new Counter();
    private final Counter signals = new Counter();
    private final Counter dropped = new Counter();
    private final Counter restarts = new Counter();

    /** A call into it ended well. */
    public void called(long tookNanos) {
        calls.inc();
        time.update(tookNanos, TimeUnit.NANOSECONDS);
    }

    /** A call into it threw, hung or broke the contract. */
    public void failed() {
        calls.inc();
        failures.inc();
    }

    /** It gave so many signals. */
    public void signals(int count) {
        signals.inc(count);
    }

    /** So many of its events or answers were dropped. */
    public void dropped(long count) {
        dropped.inc(count);
    }

    void restarted() {
        restarts.inc();
    }

    /** By the last part of its name. */
    Map<String, Metric> all() {
        return new TreeMap<>(Map.of(
                "time",
                time,
                "calls",
                calls,
                "failures",
                failures,
                "signals",
                signals,
                "dropped",
                dropped,
                "restarts",
                restarts));
    }
}
