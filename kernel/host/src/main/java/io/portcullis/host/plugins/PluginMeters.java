package io.portcullis.host.plugins;

import com.codahale.metrics.Gauge;
import com.codahale.metrics.Metric;
import com.codahale.metrics.MetricRegistry;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The figures of all plugins, in a registry under {@code plugin.NAME} for as long as the plugin is there. Thread-safe. */
final class PluginMeters {
    private final PluginThreads threads;
    private final LoaderWatch loaders;
    private final Map<String, PluginMeter> meters = new TreeMap<>();
    private final Map<String, Set<String>> registered = new HashMap<>();
    private MetricRegistry registry = new MetricRegistry();

    PluginMeters(PluginThreads threads, LoaderWatch loaders) {
        this.threads = threads;
        this.loaders = loaders;
    }

    /** The meter of a plugin, from the first time that it is asked for until {@link #remove}. */
    synchronized PluginMeter of(String plugin) {
        PluginMeter known = meters.get(plugin);
        if (known != null) {
            return known;
        }
        PluginMeter meter = new PluginMeter();
        meters.put(plugin, meter);
        register(plugin, meter);
        return meter;
    }

    /** The plugin is gone for good, and so are its figures. */
    synchronized void remove(String plugin) {
        meters.remove(plugin);
        registered.getOrDefault(plugin, Set.of()).forEach(registry::remove);
        registered.remove(plugin);
    }

    /** From now on the figures are found in this registry. */
    synchronized void publishIn(MetricRegistry target) {
        registry = target;
        registered.clear();
        registry.register("plugins.loaders.held", (Gauge<Integer>) loaders::held);
        meters.forEach(this::register);
    }

    private void register(String plugin, PluginMeter meter) {
        Map<String, Metric> all = meter.all();
        all.put("threads", (Gauge<Integer>) () -> threads.running(plugin));
        all.put("loadersHeld", (Gauge<Integer>) () -> loaders.held(plugin));
        String prefix = prefix(plugin);
        Set<String> names = new TreeSet<>();
        all.forEach((name, metric) -> {
            registry.register(prefix + name, metric);
            names.add(prefix + name);
        });
        registered.put(plugin, names);
    }

    /**
     * Prometheus knows letters, digits and underscores only: two plugins whose names differ in nothing else would have one name
     * there, and then nobody has any figures at all.
     */
    private String prefix(String plugin) {
        String prefix = "plugin." + plugin + ".";
        for (int i = 2; isTaken(prefix); i++) {
            prefix = "plugin." + plugin + "." + i + ".";
        }
        return prefix;
    }

    private boolean isTaken(String prefix) {
        String wanted = plain(prefix + "calls");
        return registered.values().stream()
                .flatMap(Set::stream)
                .anyMatch(name -> plain(name).equals(wanted));
    }

    private static String plain(String name) {
        return name.replaceAll("[^A-Za-z0-9]", "_");
    }
}
