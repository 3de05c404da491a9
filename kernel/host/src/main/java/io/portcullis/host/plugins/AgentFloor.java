package io.portcullis.host.plugins;

import io.portcullis.model.id.AgentId;
import io.portcullis.signals.agent.AgentListener;
import io.portcullis.signals.agent.AgentRunner;
import io.portcullis.signals.agent.SignalConsumer;
import io.portcullis.signals.feature.Features;
import io.portcullis.spi.Agent;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the agents of plugins are asked: takes them in as their plugins come and go, books what they do in their plugins' figures,
 * and has a version replaced that fails too often.
 */
public final class AgentFloor implements PluginListener, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AgentFloor.class);

    private final PluginHealth health;
    private final AgentListener witness;
    private final AgentRunner runner;
    private final Map<AgentId, PluginMeter> meters = new ConcurrentHashMap<>();

    /**
     * A floor without agents.
     *
     * @param features what they are shown
     * @param consumer where their signals go
     * @param witness told of quarantines, to log them
     * @param failuresMax how often in a row an agent may fail
     */
    public AgentFloor(
            Features features, SignalConsumer consumer, AgentListener witness, PluginHealth health, int failuresMax) {
        this.health = health;
        this.witness = witness;
        this.runner = AgentRunner.live(features, consumer, new Bookkeeper(), failuresMax);
    }

    /** Asks them. */
    public AgentRunner runner() {
        return runner;
    }

    @Override
    public void agentAdded(Agent agent) {
        PluginMeter meter = health.meter(agent);
        try {
            AgentId id = runner.replace(agent);
            meters.put(id, meter);
            LOG.info("agent {} is asked from now on", id);
        } catch (IllegalArgumentException e) {
            throw new PluginUnusableException(e.getMessage());
        }
    }

    @Override
    public void agentRemoved(AgentId agent) {
        runner.remove(agent);
        meters.remove(agent);
    }

    @Override
    public void close() {
        runner.close();
    }

    /** What the runner says. */
    private final class Bookkeeper implements AgentListener {
        @Override
        public void quarantined(AgentId agent, boolean quarantined, String reason) {
            LOG.warn("agent {} is {} quarantine: {}", agent, quarantined ? "in" : "out of", reason);
            witness.quarantined(agent, quarantined, reason);
        }

        @Override
        public void failed(AgentId agent, String reason) {
            meter(agent).failed();
        }

        @Override
        public void answered(AgentId agent, long tookNanos, int signals) {
            meter(agent).called(tookNanos);
            meter(agent).signals(signals);
        }

        @Override
        public void dropped(AgentId agent, long count) {
            meter(agent).dropped(count);
        }

        @Override
        public void exhausted(Agent agent, String reason) {
            health.failed(agent, reason);
        }

        /** The very first calls may come before the agent's own meter is there. */
        private PluginMeter meter(AgentId agent) {
            return meters.getOrDefault(agent, PluginMeter.NOBODY);
        }
    }
}
