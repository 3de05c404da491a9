package io.portcullis.host.console;

import io.portcullis.host.server.ServerApi;
import java.util.Map;

final class SessionBean implements SessionMXBean {
    private final ServerApi api;

    SessionBean(ServerApi api) {
        this.api = api;
    }

    @Override
    public String getPhase() {
        return api.status().phase();
    }

    @Override
    public String getSession() {
        return api.status().session();
    }

    @Override
    public String getProfile() {
        return api.status().profile();
    }

    @Override
    public String getEngineTime() {
        return api.status().engineTime();
    }

    @Override
    public String getEquity() {
        return api.status().equity();
    }

    @Override
    public Map<String, String> getAgents() {
        return api.status().agents();
    }

    @Override
    public Map<String, String> getVenues() {
        return api.status().venues();
    }

    @Override
    public String getDatabase() {
        return api.status().database();
    }

    @Override
    public Map<String, String> getAlerts() {
        return api.status().alerts();
    }

    @Override
    public long getAsOfPosition() {
        return api.status().asOfPosition();
    }

    @Override
    public void stop() {
        api.stop(GuardedBean.by());
    }
}
