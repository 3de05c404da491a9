package io.portcullis.host.live;

import com.codahale.metrics.Gauge;
import com.codahale.metrics.MetricRegistry;
import io.portcullis.store.Projector;

/** Step 9 of the walk in numbers: how the database follows the log. */
final class StoreMetrics {
    /**
     * Registers them.
     *
     * @param metrics where
     * @param projector asked whenever somebody reads
     */
    StoreMetrics(MetricRegistry metrics, Projector projector) {
        gauge(metrics, "state", () -> (long) projector.health().state().ordinal()); // 0 UP, 1 BEHIND, 2 DOWN
        gauge(metrics, "lag.positions", () -> projector.health().lagPositions());
        gauge(metrics, "applied.position", () -> projector.health().appliedPosition());
        gauge(metrics, "queued", () -> (long) projector.status().queued());
        gauge(metrics, "failures", () -> projector.status().failures());
        gauge(metrics, "dropouts", () -> projector.status().dropouts());
    }

    private static void gauge(MetricRegistry metrics, String name, Gauge<Long> gauge) {
        metrics.register("walk.9.store." + name, gauge);
    }
}
