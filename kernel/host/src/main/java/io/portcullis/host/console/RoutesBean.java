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
    public Map<String, String> getRoutes() {
        Map<String, String> rows = new TreeMap<>();
        for (RouteView route : api.routes()) {
            String row = route.state() + ", " + route.exchanges() + " messages, " + route.failures() + " failed";
            rows.put(route.name(), route.error().isEmpty() ? row : row + ", " + route.error());
        }
        return rows;
    }
}
