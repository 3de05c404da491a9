package io.portcullis.host.metrics;

import com.codahale.metrics.Counter;
import com.codahale.metrics.Gauge;
import com.codahale.metrics.Metric;
import com.codahale.metrics.MetricRegistry;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts families into a registry: what the page shows and JMX lists is in there and nowhere else. Thread-safe. */
public final class Metrics {
    private static final Logger LOG = LoggerFactory.getLogger(Metrics.class);

    private final MetricRegistry registry;
    private final List<Table> tables = new CopyOnWriteArrayList<>();
    private final List<Runnable> refreshed = new CopyOnWriteArrayList<>();

    /** Over a registry. */
    public Metrics(MetricRegistry registry) {
        this.registry = registry;
    }

    /** The registry. */
    public MetricRegistry registry() {
        return registry;
    }

    /** A counter that is counted up on the way; asked for again it is the same one. */
    public Counter counter(Family family, String... values) {
        return registry.counter(Series.of(family, List.of(values)).text());
    }

    /** Durations; asked for again it is the same timer. */
    public LatencyTimer latency(Family family, String... values) {
        String name = Series.of(family, List.of(values)).text();
        return (LatencyTimer) registry.timer(name, LatencyTimer::new);
    }

    /** A number that somebody else keeps: a gauge, or a counter by its family. */
    public void value(Family family, DoubleSupplier value, String... values) {
        registry.gauge(Series.of(family, List.of(values)).text(), () -> (Gauge<Double>) value::getAsDouble);
    }

    /** Lines that come and go, such as one per agent: label values to number. Looked at once a second and at each page. */
    public void table(Family family, Supplier<? extends Map<List<String>, ? extends Number>> rows) {
        tables.add(new Table(family, rows));
    }

    /** Something to be done once a second before numbers are read, such as taking a sample. */
    public void beforeEach(Runnable sample) {
        refreshed.add(sample);
    }

    /** To be called once a second, off the paths that are measured. What throws is left out and said once per call. */
    public void refresh() {
        for (Runnable sample : refreshed) {
            guarded(sample);
        }
        for (Table table : tables) {
            guarded(() -> table.refresh(registry));
        }
        for (Metric metric : registry.getMetrics().values()) {
            if (metric instanceof LatencyTimer timer) {
                timer.roll();
            }
        }
    }

    private static void guarded(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            LOG.warn("metrics could not be read: {}", e.toString());
        }
    }

    /** A family whose lines come and go. */
    private static final class Table {
        private final Family family;
        private final Supplier<? extends Map<List<String>, ? extends Number>> rows;
        private final Set<String> shown = new HashSet<>();
        private volatile Map<List<String>, ? extends Number> latest = Map.of();

        Table(Family family, Supplier<? extends Map<List<String>, ? extends Number>> rows) {
            this.family = family;
            this.rows = rows;
        }

        synchronized void refresh(MetricRegistry registry) {
            latest = rows.get();
            Set<String> now = new HashSet<>();
            for (List<String> values : latest.keySet()) {
                String name = Series.of(family, values).text();
                if (now.add(name) && shown.add(name)) {
                    registry.gauge(name, () -> (Gauge<Double>) () -> of(values));
                }
            }
            for (String name : new ArrayList<>(shown)) {
                if (!now.contains(name)) {
                    registry.remove(name);
                    shown.remove(name);
                }
            }
        }

        private double of(List<String> values) {
            Number number = latest.get(values);
            return number == null ? Double.NaN : number.doubleValue();
        }
    }
}
