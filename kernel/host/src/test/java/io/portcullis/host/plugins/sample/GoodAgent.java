package io.portcullis.host.plugins.sample;

import io.portcullis.model.id.AgentId;
import io.portcullis.model.signal.FeatureFrame;
import io.portcullis.spi.Agent;
import io.portcullis.spi.AgentInputs;
import io.portcullis.spi.SignalSink;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Packed into jars by the tests; its horizon and its name come from settings, so that they can be seen to arrive. */
public final class GoodAgent implements Agent {
    private String id = "good";
    private int horizonDays = 1;

    public void activate(Map<String, Object> settings) {
        id = String.valueOf(settings.getOrDefault("agent.id", id));
        horizonDays = Integer.parseInt(String.valueOf(settings.getOrDefault("horizon.days", "1")));
    }

    @Override
    public AgentId id() {
        return AgentId.of(id);
    }

    @Override
    public AgentInputs inputs() {
        return new AgentInputs(List.of(), Set.of(), horizonDays, 0, 1, true, 10);
    }

    @Override
    public void onInstant(FeatureFrame frame, SignalSink sink) {}

    @Override
    public byte[] snapshot() {
        return new byte[0];
    }

    @Override
    public void restore(byte[] snapshot) {}
}
