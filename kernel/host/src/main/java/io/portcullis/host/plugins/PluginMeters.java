package io.portcullis.host.plugins;

import io.portcullis.host.metrics.Family;
import io.portcullis.host.metrics.Metrics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** The figures of all plugins, each under its name for as long as the plugin is there. Thread-safe. */
final class PluginMeters {
    private final PluginThreads threads;
    private final LoaderWatch loaders;
    private final Map<String, PluginMeter> meters = new TreeMap<>();

    PluginMeters(PluginThreads threads, LoaderWatch loaders) {
        this.threads = threads;
        this.loaders = loaders;
    }

    /** The meter of a plugin, from the first time that it is asked for until {@link #remove}. */
    synchronized PluginMeter of(String plugin) {
        return meters.computeIfAbsent(plugin, any -> new PluginMeter());
    }

    /** The plugin is gone for good, and so are its figures. */
    synchronized void remove(String plugin) {
        meters.remove(plugin);
    }

    /** From now on the figures are found there. */
    void publishIn(Metrics metrics) {
        new PluginMeter().figures().keySet().forEach(family -> metrics.table(family, rows(family)));
        metrics.table(Family.PLUGIN_THREADS, () -> byPlugin((plugin, meter) -> threads.running(plugin)));
        metrics.table(Family.PLUGIN_LOADERS_HELD, () -> byPlugin((plugin, meter) -> loaders.held(plugin)));
    }

    private Supplier<Map<List<String>, Number>> rows(Family family) {
        return () -> byPlugin((plugin, meter) -> meter.figures().get(family));
    }

    private interface Figure {
        Number of(String plugin, PluginMeter meter);
    }

    private synchronized Map<List<String>, Number> byPlugin(Figure figure) {
        Map<List<String>, Number> rows = new HashMap<>();
        meters.forEach((plugin, meter) -> rows.put(List.of(plugin), figure.of(plugin, meter)));
        return rows;
    }
}
