package io.portcullis.signals.agent;

import io.portcullis.model.event.EngineEvent;
import io.portcullis.model.id.AgentId;
import io.portcullis.model.id.InstrumentId;
import io.portcullis.model.market.MarketEvent;
import io.portcullis.model.signal.FeatureFrame;
import io.portcullis.model.signal.FeatureVector;
import io.portcullis.model.signal.Signal;
import io.portcullis.signals.feature.FeatureNames;
import io.portcullis.signals.feature.Features;
import io.portcullis.spi.Agent;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Asks the agents (step 3 of the walk) and hands on what they say, sorted by instrument and agent.
 *
 * <p>Live, each agent has a thread of its own and a budget; in back tests all run on the caller's thread in the order of their
 * ids, and time plays no part. A call that throws, hangs or breaks the contract is dropped; three in a row put the agent into
 * quarantine, and nothing else stops. Agents come and go at run time.
 *
 * <p>Thread-safe: events and instants come from the session's thread, agents from the deployer's.
 */
public final class AgentRunner implements AutoCloseable {
    private final Features features;
    private final SignalConsumer consumer;
    private final AgentListener listener;
    private final Function<String, Bulkhead> bulkheads;
    private final SortedMap<AgentId, GuardedAgent> agents = new TreeMap<>();
    private final SortedMap<AgentId, byte[]> memories = new TreeMap<>();

    private AgentRunner(
            Features features, SignalConsumer consumer, AgentListener listener, Function<String, Bulkhead> bulkheads) {
        this.features = features;
        this.consumer = consumer;
        this.listener = listener;
        this.bulkheads = bulkheads;
    }

    /** Each agent on a thread of its own, within its budget. */
    public static AgentRunner live(Features features, SignalConsumer consumer, AgentListener listener) {
        return new AgentRunner(features, consumer, listener, OwnThread::new);
    }

    /** All agents on the caller's thread; budgets are counted and change nothing. */
    public static AgentRunner backTest(Features features, SignalConsumer consumer, AgentListener listener) {
        return new AgentRunner(features, consumer, listener, name -> new CallerThread());
    }

    /**
     * Takes an agent in, with the memory that an agent of its id left or that was restored.
     *
     * @return its id
     * @throws IllegalArgumentException when it asks for a feature that nobody computes (the message lists the known ones), when
     *     its id is taken, or when it fails to say who it is
     */
    public AgentId add(Agent agent) {
        GuardedAgent guarded = admit(agent);
        synchronized (this) {
            if (agents.containsKey(guarded.id())) {
                guarded.close();
                throw new IllegalArgumentException(
                        "an agent " + guarded.id() + " is already there; replace or remove it");
            }
            start(guarded);
        }
        return guarded.id();
    }

    /** Takes an agent in for the one of the same id, if there is one: it inherits the memory. Errors as in {@link #add}. */
    public AgentId replace(Agent agent) {
        GuardedAgent guarded = admit(agent);
        synchronized (this) {
            remove(guarded.id());
            start(guarded);
        }
        return guarded.id();
    }

    private GuardedAgent admit(Agent agent) {
        Bulkhead bulkhead = bulkheads.apply(agent.getClass().getSimpleName());
        try {
            GuardedAgent guarded = new GuardedAgent(agent, bulkhead);
            FeatureNames.requireKnown(guarded.inputs().features());
            return guarded;
        } catch (IllegalArgumentException e) {
            bulkhead.close();
            throw new IllegalArgumentException(
                    "agent " + agent.getClass().getName() + " is refused: " + e.getMessage(), e);
        }
    }

    private void start(GuardedAgent guarded) {
        byte[] memory = memories.remove(guarded.id());
        if (memory != null) {
            guarded.restore(memory, features.sessions(), listener);
        }
        agents.put(guarded.id(), guarded);
    }

    /** Lets an agent go and keeps its memory for a successor; false when there was none. */
    public synchronized boolean remove(AgentId agent) {
        GuardedAgent guarded = agents.remove(agent);
        if (guarded == null) {
            return false;
        }
        byte[] memory = guarded.snapshot();
        if (memory != null) {
            memories.put(agent, memory);
        }
        guarded.close();
        if (guarded.isQuarantined()) {
            listener.quarantined(agent, false, "removed");
        }
        return true;
    }

    /**
     * Lets this very agent go; false when it is not there or another one has taken its place, as happens when a bundle is
     * updated and the new service comes before the old one leaves.
     */
    public synchronized boolean remove(Agent agent) {
        return agents.values().stream()
                .filter(guarded -> guarded.guards(agent))
                .findFirst()
                .map(guarded -> remove(guarded.id()))
                .orElse(false);
    }

    /** Puts an agent back that is in quarantine; {@link IllegalArgumentException} when there is none of that id. */
    public synchronized void release(AgentId agent, String by) {
        GuardedAgent guarded = agents.get(agent);
        if (guarded == null) {
            throw new IllegalArgumentException("there is no agent " + agent + "; known are " + agents.keySet());
        }
        guarded.release(by, listener);
    }

    /** Keeps an event for the agents that want its type; they see it, in order, before their next frame. */
    public synchronized void onEvent(MarketEvent event) {
        agents.values().forEach(agent -> agent.remember(event));
    }

    /**
     * Asks all agents about one instant and hands their signals on before it returns.
     *
     * @param timeNanos engine time; nothing known later may have been absorbed
     * @param date the trading date
     * @return the frame of all features that the agents' frames were cut from
     */
    public synchronized FeatureFrame onInstant(long timeNanos, LocalDate date) {
        FeatureFrame all = features.everything(timeNanos, date);
        SortedMap<InstrumentId, List<Signal>> said = new TreeMap<>();
        Map<GuardedAgent, GuardedAgent.Pending> pending = ask(all);
        for (GuardedAgent agent : agents.values()) {
            AgentCall call = pending.containsKey(agent) ? agent.collect(pending.get(agent), listener) : null;
            if (call != null) {
                call.signals()
                        .forEach((instrument, signal) -> said.computeIfAbsent(instrument, id -> new ArrayList<>())
                                .add(signal));
            }
        }
        said.forEach((instrument, signals) ->
                consumer.batch(new EngineEvent.SignalBatch(timeNanos, instrument, List.copyOf(signals))));
        return all;
    }

    private Map<GuardedAgent, GuardedAgent.Pending> ask(FeatureFrame all) {
        Set<InstrumentId> instruments = new TreeSet<>();
        all.rows().stream().map(FeatureVector::instrument).forEach(instruments::add);
        Map<List<String>, FeatureFrame> frames = new HashMap<>();
        Map<GuardedAgent, GuardedAgent.Pending> pending = new HashMap<>();
        for (GuardedAgent agent : agents.values()) {
            FeatureFrame frame =
                    frames.computeIfAbsent(agent.inputs().features(), names -> Features.project(all, names));
            AgentCall call = new AgentCall(agent.id(), agent.inputs().horizonDays(), frame, instruments);
            GuardedAgent.Pending started = agent.ask(call, agent.isWarm(features.sessions()), listener);
            if (started != null) {
                pending.put(agent, started);
            }
        }
        return pending;
    }

    /** How each agent is doing, sorted by id. */
    public synchronized List<AgentStatus> status() {
        int sessions = features.sessions();
        return agents.values().stream().map(agent -> agent.status(sessions)).toList();
    }

    /** The memories of all agents, also of those that were removed or have not come yet. */
    public synchronized SortedMap<AgentId, byte[]> snapshot() {
        SortedMap<AgentId, byte[]> all = new TreeMap<>(memories);
        agents.forEach((id, agent) -> {
            byte[] memory = agent.snapshot();
            if (memory != null) {
                all.put(id, memory);
            }
        });
        return all;
    }

    /** Gives agents their memories; those of agents that are not there yet wait for them. Restore the features first. */
    public synchronized void restore(SortedMap<AgentId, byte[]> snapshot) {
        snapshot.forEach((id, memory) -> {
            GuardedAgent agent = agents.get(id);
            if (agent == null) {
                memories.put(id, memory);
            } else {
                agent.restore(memory, features.sessions(), listener);
            }
        });
    }

    /** Lets all agents go. */
    @Override
    public synchronized void close() {
        agents.values().forEach(GuardedAgent::close);
        agents.clear();
    }
}
