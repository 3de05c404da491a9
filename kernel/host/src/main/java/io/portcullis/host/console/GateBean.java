package io.portcullis.host.console;

import io.portcullis.host.server.LimitsView;
import io.portcullis.host.server.ServerApi;
import io.portcullis.host.server.ServerRefusal;
import io.portcullis.host.server.Tightening;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.TreeMap;

final class GateBean implements GateMXBean {
    private final ServerApi api;

    GateBean(ServerApi api) {
        this.api = api;
    }

    @Override
    public Map<String, Long> getCounters() {
        return api.status().counters();
    }

    @Override
    public Map<String, String> getLimits() {
        Map<String, String> rows = new TreeMap<>();
        for (LimitsView.Row limit : api.limits().limits()) {
            rows.put(
                    limit.name() + " " + limit.scope(),
                    shown(limit.used()) + " of " + shown(limit.limit()) + " " + limit.unit() + ", pending "
                            + shown(limit.pending()) + ", percent " + shown(limit.percent())
                            + (limit.tightened().isEmpty() ? "" : ", tightened " + limit.tightened()));
        }
        return rows;
    }

    @Override
    public void tighten(String limit, String scope, String value, String until, String reason) {
        try {
            Tightening tightening = new Tightening(
                    limit,
                    scope,
                    new BigDecimal(value),
                    "",
                    OffsetDateTime.parse(until).toInstant(),
                    reason);
            GuardedBean.became(api.tighten(tightening, GuardedBean.by()).asOfPosition());
        } catch (NumberFormatException | DateTimeException e) {
            throw new ServerRefusal(
                    ServerRefusal.Kind.INVALID,
                    "value must be a number and until a time with its zone, got '" + value + "' and '" + until + "'");
        }
    }

    private static String shown(Double number) {
        return number == null ? "-" : number.toString();
    }
}
