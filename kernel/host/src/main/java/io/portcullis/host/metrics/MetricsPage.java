package io.portcullis.host.metrics;

import com.codahale.metrics.Counting;
import com.codahale.metrics.Gauge;
import com.codahale.metrics.Metric;
import com.codahale.metrics.MetricRegistry;
import com.codahale.metrics.Sampling;
import com.codahale.metrics.Snapshot;
import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.instrumentation.jvm.JvmMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot.InfoDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.prometheus.metrics.model.snapshots.PrometheusNaming;
import io.prometheus.metrics.model.snapshots.Quantile;
import io.prometheus.metrics.model.snapshots.Quantiles;
import io.prometheus.metrics.model.snapshots.SummarySnapshot;
import io.prometheus.metrics.model.snapshots.SummarySnapshot.SummaryDataPointSnapshot;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A registry, and the JVM beneath it, as Prometheus text: HELP and TYPE of every family, families sorted by name. */
public final class MetricsPage {
    private static final double NANOS = 1e-9;
    private static final double[] QUANTILES = {0.5, 0.75, 0.95, 0.99, 0.999, 1};
    private static final String UNKNOWN = "Not described in docs/metrics.md.";

    private final MetricRegistry registry;
    private final PrometheusRegistry jvm = new PrometheusRegistry();
    private final PrometheusTextFormatWriter writer = PrometheusTextFormatWriter.create();

    /** Over a registry. */
    public MetricsPage(MetricRegistry registry) {
        this.registry = registry;
        JvmMetrics.builder().register(jvm);
    }

    /** The format, for a header. */
    public String contentType() {
        return writer.getContentType();
    }

    /** The page of now. */
    public String text() throws IOException {
        MetricSnapshots.Builder page = MetricSnapshots.builder();
        Stream.concat(
                        families().entrySet().stream().flatMap(entry -> of(entry.getKey(), entry.getValue()).stream()),
                        jvm.scrape().stream())
                .filter(family -> !family.getDataPoints().isEmpty())
                .forEach(page::metricSnapshot);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        writer.write(out, page.build(), EscapingScheme.UNDERSCORE_ESCAPING);
        return out.toString(StandardCharsets.UTF_8);
    }

    /** One line of a family. */
    private record Line(Labels labels, Metric metric) {}

    private SortedMap<String, List<Line>> families() {
        SortedMap<String, List<Line>> families = new TreeMap<>();
        for (Map.Entry<String, Metric> entry : registry.getMetrics().entrySet()) {
            Series series = Series.parse(entry.getKey());
            Family family = Family.find(series.family());
            Labels labels = family == null ? Labels.EMPTY : Labels.of(family.labels(), series.values());
            families.computeIfAbsent(series.family(), name -> new ArrayList<>())
                    .add(new Line(labels, entry.getValue()));
        }
        return families;
    }

    private static List<MetricSnapshot> of(String name, List<Line> lines) {
        Family family = Family.find(name);
        if (family == null) {
            String safe = PrometheusNaming.sanitizeMetricName(PrometheusNaming.prometheusName(name));
            return lines.get(0).metric() instanceof Sampling
                    ? List.of(summary(safe, UNKNOWN, lines))
                    : List.of(gauge(safe, UNKNOWN, lines));
        }
        return switch (family.type()) {
            case COUNTER -> List.of(counter(name.replaceFirst("_total$", ""), family.help(), lines));
            case GAUGE -> List.of(gauge(name, family.help(), lines));
            case HISTOGRAM ->
                List.of(
                        histogram(name, family.help(), lines),
                        summary(family.recent(), family.help() + " Percentiles of the last minute.", lines));
            case INFO -> List.of(info(name.replaceFirst("_info$", ""), family.help(), lines));
        };
    }

    private static MetricSnapshot counter(String name, String help, List<Line> lines) {
        CounterSnapshot.Builder snapshot = CounterSnapshot.builder().name(name).help(help);
        for (Line line : lines) {
            double value = Math.max(0, number(line.metric()));
            if (!Double.isNaN(value)) {
                snapshot.dataPoint(CounterDataPointSnapshot.builder()
                        .labels(line.labels())
                        .value(value)
                        .build());
            }
        }
        return snapshot.build();
    }

    private static MetricSnapshot gauge(String name, String help, List<Line> lines) {
        GaugeSnapshot.Builder snapshot = GaugeSnapshot.builder().name(name).help(help);
        for (Line line : lines) {
            snapshot.dataPoint(GaugeDataPointSnapshot.builder()
                    .labels(line.labels())
                    .value(number(line.metric()))
                    .build());
        }
        return snapshot.build();
    }

    private static MetricSnapshot info(String name, String help, List<Line> lines) {
        InfoSnapshot.Builder snapshot = InfoSnapshot.builder().name(name).help(help);
        for (Line line : lines) {
            snapshot.dataPoint(
                    InfoDataPointSnapshot.builder().labels(line.labels()).build());
        }
        return snapshot.build();
    }

    private static MetricSnapshot histogram(String name, String help, List<Line> lines) {
        HistogramSnapshot.Builder snapshot =
                HistogramSnapshot.builder().name(name).help(help);
        for (Line line : lines) {
            LatencyHistogram.Buckets buckets = ((LatencyTimer) line.metric()).buckets();
            snapshot.dataPoint(HistogramDataPointSnapshot.builder()
                    .labels(line.labels())
                    .classicHistogramBuckets(ClassicHistogramBuckets.of(buckets.upper(), buckets.counts()))
                    .sum(buckets.sumSeconds())
                    .build());
        }
        return snapshot.build();
    }

    private static MetricSnapshot summary(String name, String help, List<Line> lines) {
        SummarySnapshot.Builder snapshot = SummarySnapshot.builder().name(name).help(help);
        for (Line line : lines) {
            Snapshot values = ((Sampling) line.metric()).getSnapshot();
            Quantiles.Builder quantiles = Quantiles.builder();
            for (double quantile : QUANTILES) {
                double value = quantile == 1 ? values.getMax() : values.getValue(quantile);
                quantiles.quantile(new Quantile(quantile, value * NANOS));
            }
            SummaryDataPointSnapshot.Builder point =
                    SummaryDataPointSnapshot.builder().labels(line.labels()).quantiles(quantiles.build());
            if (line.metric() instanceof Counting counting) {
                point.count(counting.getCount());
            }
            if (line.metric() instanceof LatencyTimer timer) {
                point.sum(timer.buckets().sumSeconds());
            }
            snapshot.dataPoint(point.build());
        }
        return snapshot.build();
    }

    private static double number(Metric metric) {
        if (metric instanceof Counting counting) {
            return counting.getCount();
        }
        Object value = metric instanceof Gauge<?> gauge ? gauge.getValue() : null;
        return value instanceof Number number ? number.doubleValue() : Double.NaN;
    }
}
