package io.portcullis.host.console;

import io.portcullis.host.server.RouteView;
import io.portcullis.host.server.ServerApi;
import java.util.Map;
import java.util.TreeMap;

final class RoutesBean implements RoutesMXBean {
    private final ServerApi api;

    RoutesBean(ServerApi api) {
        this.api = api;
    }

    @Override
    public Map<String, RouteRow> getRoutes() {
        Map<String, RouteRow> rows = new TreeMap<>();
        for (RouteView route : api.routes().routes()) {
            rows.put(route.name(), new RouteRow(route));
        }
        return rows;
    }

    @Override
    public int getBroken() {
        return api.routes().broken();
    }

    @Override
    public String getProblem() {
        return api.routes().problem();
    }
}
