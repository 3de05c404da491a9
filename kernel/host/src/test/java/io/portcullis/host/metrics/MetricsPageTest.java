package io.portcullis.host.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.codahale.metrics.MetricRegistry;
import com.codahale.metrics.jmx.JmxReporter;
import io.portcullis.testkit.PrometheusText;
import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;

class MetricsPageTest {
    private final Metrics metrics = new Metrics(new MetricRegistry());
    private final MetricsPage page = new MetricsPage(metrics.registry());

    private PrometheusText read() throws Exception {
        return PrometheusText.parse(page.text());
    }

    @Test
    void shouldSayWhatEachFamilyIs() throws Exception {
        metrics.counter(Family.FILLS).inc(3);
        metrics.counter(Family.DENIALS, "KILLED").inc(2);
        metrics.value(Family.LOG_LAG, () -> 17);
        metrics.value(Family.BUILD, () -> 1, "1.0", "e", "p", "process", "dev");

        PrometheusText text = read();

        assertThat(text.value("walk_8_fills_total")).isEqualTo(3);
        assertThat(text.value("walk_6_gate_denials_total", "code", "KILLED")).isEqualTo(2);
        assertThat(text.value("walk_9_log_lag_bytes")).isEqualTo(17);
        assertThat(text.families().get("walk_8_fills_total").type()).isEqualTo("counter");
        assertThat(text.families().get("walk_9_log_lag_bytes").type()).isEqualTo("gauge");
        assertThat(text.families().get("walk_9_log_lag_bytes").help()).isEqualTo(Family.LOG_LAG.help());
        assertThat(text.families().get("portcullis_build_info").samples().get(0).labels())
                .containsEntry("version", "1.0");
        assertThat(text.families()).containsKeys("jvm_memory_used_bytes", "jvm_threads_current", "process_open_fds");
    }

    @Test
    void shouldShowDurationsAsBucketsAndAsPercentilesOfTheLastMinute() throws Exception {
        LatencyTimer timer = metrics.latency(Family.EVALUATION);
        for (int i = 1; i <= 1_000; i++) {
            timer.nanos(TimeUnit.MICROSECONDS.toNanos(i));
        }

        PrometheusText text = read();

        String name = "walk_6_gate_evaluation_seconds";
        assertThat(text.value(name + "_count")).isEqualTo(1_000);
        assertThat(text.value(name + "_sum")).isCloseTo(0.5005, org.assertj.core.data.Offset.offset(1e-6));
        assertThat(text.value(name + "_bucket", "le", "1.0E-4")).isBetween(98.0, 102.0);
        assertThat(text.value(name + "_bucket", "le", "+Inf")).isEqualTo(1_000);
        String recent = "walk_6_gate_evaluation_recent_seconds";
        assertThat(text.value(recent, "quantile", "0.5")).isBetween(495e-6, 505e-6);
        assertThat(text.value(recent, "quantile", "0.99")).isBetween(980e-6, 1_000e-6);
        assertThat(text.value(recent, "quantile", "1.0")).isBetween(990e-6, 1_010e-6);
        assertThat(text.value(recent + "_count")).isEqualTo(1_000);
    }

    @Test
    void shouldBearAnyTextInALabel() throws Exception {
        Map<List<String>, Number> rows = new HashMap<>();
        rows.put(List.of("quote \" back \\ line \n bar | nul \0 " + "x".repeat(500)), 1);
        rows.put(List.of(""), 2);
        metrics.table(Family.DEAD_LETTERS, () -> rows);
        metrics.refresh();

        assertThat(read().families().get("walk_1_dead_letters_total").samples()).hasSize(2);
    }

    @Test
    void shouldShowLinesThatComeAndGo() throws Exception {
        Map<List<String>, Number> rows = new HashMap<>(Map.of(List.of("a"), 1, List.of("b"), 2));
        metrics.table(Family.AGENT_CALLS, () -> Map.copyOf(rows));
        metrics.refresh();
        assertThat(read().value("walk_3_agent_calls_total", "agent", "b")).isEqualTo(2);

        rows.remove(List.of("b"));
        rows.put(List.of("a"), 5);
        metrics.refresh();
        assertThat(read().value("walk_3_agent_calls_total", "agent", "a")).isEqualTo(5);
        assertThat(read().value("walk_3_agent_calls_total", "agent", "b")).isNaN();
    }

    @Test
    void shouldGoOnWhenOneSourceThrows() throws Exception {
        metrics.table(Family.AGENT_CALLS, () -> {
            throw new IllegalStateException("not now");
        });
        metrics.table(Family.ROUTE_RUNNING, () -> Map.of(List.of("x"), 1));
        metrics.refresh();

        assertThat(read().value("walk_1_route_running", "route", "x")).isEqualTo(1);
    }

    @Test
    void shouldShowTheSameInJmx() throws Exception {
        metrics.counter(Family.DENIALS, "KILLED").inc(2);
        metrics.value(Family.LOG_LAG, () -> 17);
        metrics.latency(Family.EVALUATION).nanos(2_000_000);
        MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
        try (JmxReporter reporter = JmxReporter.forRegistry(metrics.registry())
                .registerWith(beans)
                .inDomain("io.portcullis.page.test")
                .createsObjectNamesWith(new MetricObjectNames())
                .convertDurationsTo(TimeUnit.SECONDS)
                .build()) {
            reporter.start();
            PrometheusText text = read();

            assertThat(beans.getAttribute(
                            name("name=walk_6_gate_denials_total,type=counters,code=\"KILLED\""), "Count"))
                    .isEqualTo((long) text.value("walk_6_gate_denials_total", "code", "KILLED"));
            assertThat(beans.getAttribute(name("name=walk_9_log_lag_bytes,type=gauges"), "Value"))
                    .isEqualTo(text.value("walk_9_log_lag_bytes"));
            ObjectName timer = name("name=walk_6_gate_evaluation_seconds,type=timers");
            assertThat((double) beans.getAttribute(timer, "99thPercentile"))
                    .isEqualTo(text.value("walk_6_gate_evaluation_recent_seconds", "quantile", "0.99"));
            assertThat(beans.getAttribute(timer, "Count")).isEqualTo(1L);
        }
    }

    private static ObjectName name(String keys) throws Exception {
        return new ObjectName("io.portcullis.page.test:" + keys);
    }
}
