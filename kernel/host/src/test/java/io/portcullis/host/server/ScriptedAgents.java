package io.portcullis.host.server;

import io.portcullis.model.id.AgentId;
import io.portcullis.signals.agent.AgentStatus;
import io.portcullis.signals.agent.CallScore;
import io.portcullis.spi.AgentInputs;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Two agents: one with calls that have closed, one that never spoke. */
public final class ScriptedAgents {
    private ScriptedAgents() {}

    /** Both. */
    public static List<AgentView> views() {
        double[] interval = CallScore.wilson(0.6, 400);
        CallScore score = new CallScore(
                400,
                400,
                0.6,
                interval[0],
                interval[1],
                1.25,
                -2.5,
                Double.NaN,
                List.of(new CallScore.Said(0.55, 0.55, 300), new CallScore.Said(0.7, 0.75, 100)),
                List.of(new CallScore.Covered(0.25, 0.75, 100), new CallScore.Covered(1, 0.6, 400)));
        return List.of(
                new AgentView(status("good", 400, Map.of("no opinion", 100L)), score),
                new AgentView(status("silent", 0, Map.of("no data", 500L)), null));
    }

    private static AgentStatus status(String name, long signals, Map<String, Long> abstentions) {
        return new AgentStatus(
                AgentId.of(name),
                new AgentInputs(List.of("close"), Set.of(), 5, 20, 10, true, 1000),
                AgentStatus.State.ACTIVE,
                10,
                1,
                0,
                0,
                0,
                signals,
                new TreeMap<>(abstentions),
                900,
                900,
                5_000,
                Long.MIN_VALUE,
                new TreeMap<>(),
                "");
    }
}
