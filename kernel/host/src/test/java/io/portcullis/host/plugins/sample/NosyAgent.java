package io.portcullis.host.plugins.sample;

import io.portcullis.model.id.AgentId;
import io.portcullis.model.signal.FeatureFrame;
import io.portcullis.spi.Agent;
import io.portcullis.spi.AgentInputs;
import io.portcullis.spi.SignalSink;
import java.util.List;
import java.util.Set;

/** Reaches for a class of the server that no plugin may see. */
public final class NosyAgent implements Agent {
    public void activate() throws ClassNotFoundException {
        Class.forName("io.portcullis.host.access.AdminToken");
    }

    @Override
    public AgentId id() {
        return AgentId.of("nosy");
    }

    @Override
    public AgentInputs inputs() {
        return new AgentInputs(List.of(), Set.of(), 1, 0, 1, true, 10);
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
