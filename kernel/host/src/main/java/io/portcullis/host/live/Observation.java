package io.portcullis.host.live;

import com.codahale.metrics.MetricRegistry;
import io.portcullis.engine.Engine;
import io.portcullis.host.config.ServerSettings;
import io.portcullis.host.config.Version;
import io.portcullis.host.health.Alerts;
import io.portcullis.host.metrics.Family;
import io.portcullis.host.metrics.Metrics;
import io.portcullis.host.plugins.PluginSystem;
import io.portcullis.ingest.connector.ConnectorRunner;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Whoever watches a live server: metrics of every step, and the trail of each order. Parts come as they are opened. */
final class Observation implements AutoCloseable {
    private final Metrics metrics = new Metrics(new MetricRegistry());
    private final OrderTrail trail;

    /** Sees everything from the session's first event on. */
    Observation(ServerSettings settings, TradingCore core, LiveApi api, PluginSystem plugins, Alerts alerts) {
        CoreMetrics.follow(metrics, core);
        CoreMetrics.plugins(metrics, plugins.admin());
        metrics.table(Family.ALERTS, () -> {
            Map<List<String>, Integer> rows = new HashMap<>();
            alerts.active().keySet().forEach(subject -> rows.put(List.of(subject), 1));
            return rows;
        });
        metrics.value(Family.ORDERS_IN_HAND, api::ordersInHand);
        metrics.value(Family.ORDERS_BUSY, api::ordersTurnedAway);
        metrics.value(
                Family.BUILD,
                () -> 1,
                Version.text(),
                Engine.VERSION,
                core.gate().version(),
                core.log().durability().name().toLowerCase(Locale.ROOT),
                settings.profile().text());
        trail = new OrderTrail(api.correlations()::take, metrics.counter(Family.LINES_LEFT_OUT));
        core.core().listen(trail);
    }

    Metrics metrics() {
        return metrics;
    }

    MetricRegistry registry() {
        return metrics.registry();
    }

    /** Once a second. */
    void refresh() {
        metrics.refresh();
    }

    void feed(MarketFeed feed) {
        EdgeMetrics.follow(metrics, feed);
    }

    void edge(Edge edge) {
        EdgeMetrics.follow(metrics, edge);
        trail.projected(() -> edge.projector().status().appliedPosition());
    }

    void connector(ConnectorRunner runner) {
        EdgeMetrics.follow(metrics, runner);
    }

    @Override
    public void close() {
        trail.close();
    }
}
