package io.portcullis.host.console;

import io.portcullis.host.server.LimitView;
import io.portcullis.host.server.ServerApi;
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
        for (LimitView limit : api.limits().limits()) {
            rows.put(
                    limit.name() + " " + limit.scope(),
                    shown(limit.used()) + " of " + shown(limit.limit()) + " " + limit.unit());
        }
        return rows;
    }

    private static String shown(Double number) {
        return number == null ? "-" : number.toString();
    }
}
