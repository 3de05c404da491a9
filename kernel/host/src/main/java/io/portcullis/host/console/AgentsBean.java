package io.portcullis.host.console;

import io.portcullis.host.server.AgentView;
import io.portcullis.host.server.ServerApi;
import java.util.Map;
import java.util.TreeMap;

final class AgentsBean implements AgentsMXBean {
    private final ServerApi api;

    AgentsBean(ServerApi api) {
        this.api = api;
    }

    @Override
    public Map<String, AgentRow> getAgents() {
        Map<String, AgentRow> rows = new TreeMap<>();
        for (AgentView agent : api.agents()) {
            rows.put(agent.name(), new AgentRow(agent));
        }
        return rows;
    }
}
