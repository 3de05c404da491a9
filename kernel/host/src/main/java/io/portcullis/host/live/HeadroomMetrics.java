package io.portcullis.host.live;

import io.portcullis.host.metrics.Family;
import io.portcullis.host.metrics.Metrics;
import io.portcullis.host.server.LimitsView;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The last look at the limits as metrics. */
final class HeadroomMetrics {
    private volatile List<LimitsView.Row> rows = List.of();

    HeadroomMetrics(Metrics metrics) {
        metrics.table(Family.LIMIT, () -> numbers(LimitsView.Row::limit));
        metrics.table(Family.LIMIT_USED, () -> numbers(LimitsView.Row::used));
        metrics.table(Family.LIMIT_PENDING, () -> numbers(LimitsView.Row::pending));
    }

    void show(LimitsView limits) {
        rows = limits.limits();
    }

    private Map<List<String>, Double> numbers(Function<LimitsView.Row, Double> number) {
        Map<List<String>, Double> shown = new HashMap<>();
        for (LimitsView.Row row : rows) {
            Double value = number.apply(row);
            if (value != null) {
                shown.put(List.of(row.name(), row.scope()), value);
            }
        }
        return shown;
    }
}
