package io.portcullis.signals.agent;

import io.portcullis.model.event.EngineEvent;
import io.portcullis.model.id.AgentId;
import io.portcullis.model.id.InstrumentId;
import io.portcullis.model.market.MarketEvent;
import io.portcullis.model.signal.FeatureFrame;
import io.portcullis.model.signal.Signal;
import io.portcullis.signals.feature.Features;
import io.portcullis.spi.Agent;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Asks the agents (step 3 of the walk) and hands on what they say, sorted by instrument and agent.
 *
 * <p>Live, each agent has a thread of its own and a budget; in back tests all run on the caller's thread in the order of their
 * ids, and time plays no part. A call that throws, hangs or breaks the contract is dropped; as many in a row as an agent may
 * fail put it into quarantine, and nothing else stops. Agents come and go at run time.
 *
 * <p>Thread-safe: events come from the session's thread, questions from one thread at a time, agents from the deployer's. Nobody
 * waits for an agent's code while holding the lock: one that hangs holds up neither the events nor whoever asks for the status.
 */
public final class AgentRunner implements AutoCloseable {
    /** How often in a row a call may fail, unless somebody says otherwise. */
    public static final int FAILURES_MAX = 3;

    private final Features features;
    private final SignalConsumer consumer;
    private final AgentListener listener;
    private final Function<String, Bulkhead> bulkheads;
    private final int failuresMax;
    private final SortedMap<AgentId, GuardedAgent> agents = new TreeMap<>();
    private final SortedMap<AgentId, GuardedAgent.Memory> memories = new TreeMap<>();

    private AgentRunner(
            Features features,
            SignalConsumer consumer,
            AgentListener listener,
            Function<String, Bulkhead> bulkheads,
            int failuresMax) {
        this.features = features;
        this.consumer = consumer;
        this.listener = listener;
        this.bulkheads = bulkheads;
        this.failuresMax = failuresMax;
    }

    /** Each agent on a thread of its own, within its budget. */
    public static AgentRunner live(Features features, SignalConsumer consumer, AgentListener listener) {
        return live(features, consumer, listener, FAILURES_MAX);
    }

    /** The same, with another number of failures in a row that put an agent into quarantine. */
    public static AgentRunner live(
            Features features, SignalConsumer consumer, AgentListener listener, int failuresMax) {
        return new AgentRunner(features, consumer, listener, OwnThread::new, failuresMax);
    }

    /** All agents on the caller's thread; budgets are counted and change nothing. */
    public static AgentRunner backTest(Features features, SignalConsumer consumer, AgentListener listener) {
        return new AgentRunner(features, consumer, listener, name -> new CallerThread(), FAILURES_MAX);
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
            if (agents.putIfAbsent(guarded.id(), guarded) != null) {
                guarded.close();
                throw new IllegalArgumentException(
                        "an agent " + guarded.id() + " is already there; replace or remove it");
            }
        }
        begin(guarded, null);
        return guarded.id();
    }

    /** Takes an agent in for the one of the same id, if there is one: it inherits the memory. Errors as in {@link #add}. */
    public AgentId replace(Agent agent) {
        GuardedAgent guarded = admit(agent);
        GuardedAgent former;
        synchronized (this) {
            // keeps events from now on, and is asked once it has taken up the memory
            former = agents.put(guarded.id(), guarded);
        }
        begin(guarded, former);
        return guarded.id();
    }

    private GuardedAgent admit(Agent agent) {
        String name = agent.getClass().getName();
        Bulkhead bulkhead = bulkheads.apply(name.substring(1 + Math.max(name.lastIndexOf('.'), name.lastIndexOf('$'))));
        try {
            return new GuardedAgent(agent, bulkhead, failuresMax);
        } catch (IllegalArgumentException e) {
            bulkhead.close();
            throw new IllegalArgumentException("agent " + name + " is refused: " + e.getMessage(), e);
        } catch (IllegalStateException e) {
            bulkhead.close();
            throw e;
        }
    }

    private void begin(GuardedAgent guarded, GuardedAgent former) {
        GuardedAgent.Memory memory = former == null ? takeMemory(guarded.id()) : former.leave(features.sessions());
        if (memory != null) {
            guarded.restore(memory, features.sessions(), listener);
        }
        synchronized (this) {
            guarded.ready();
        }
        if (former != null) {
            dismiss(former, "another version takes its place");
        }
    }

    private synchronized GuardedAgent.Memory takeMemory(AgentId id) {
        return memories.remove(id);
    }

    private void dismiss(GuardedAgent guarded, String reason) {
        guarded.close();
        if (guarded.isQuarantined()) {
            listener.quarantined(guarded.id(), false, reason);
        }
    }

    /** Lets an agent go and keeps its memory for a successor; false when there was none. */
    public boolean remove(AgentId agent) {
        GuardedAgent guarded;
        synchronized (this) {
            guarded = agents.remove(agent);
        }
        if (guarded == null) {
            return false;
        }
        GuardedAgent.Memory memory = guarded.leave(features.sessions());
        if (memory != null) {
            keepMemory(agent, memory);
        }
        dismiss(guarded, "removed");
        return true;
    }

    private synchronized void keepMemory(AgentId id, GuardedAgent.Memory memory) {
        memories.put(id, memory);
    }

    /**
     * Lets this very agent go; false when it is not there or another one has taken its place, as happens when a bundle is
     * updated and the new service comes before the old one leaves.
     */
    public boolean remove(Agent agent) {
        AgentId id;
        synchronized (this) {
            id = agents.values().stream()
                    .filter(guarded -> guarded.guards(agent))
                    .findFirst()
                    .map(GuardedAgent::id)
                    .orElse(null);
        }
        return id != null && remove(id);
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
        agents.values().forEach(agent -> agent.remember(event, listener));
    }

    /**
     * Asks all agents about one instant and hands their signals on before it returns.
     *
     * @param timeNanos engine time; nothing known later may have been absorbed
     * @param date the trading date
     * @return the frame of all features that the agents' frames were cut from
     */
    public FeatureFrame onInstant(long timeNanos, LocalDate date) {
        Round round = ask(timeNanos, date);
        collect(round);
        return round.all;
    }

    /** A question to all agents that is under way. */
    public static final class Round {
        private final FeatureFrame all;
        private final List<GuardedAgent.Pending> pending = new ArrayList<>();

        private Round(FeatureFrame all) {
            this.all = all;
        }

        /** The features that the agents' frames were cut from. */
        public FeatureFrame frame() {
            return all;
        }

        /** What calls said of each row, in their order: by instrument, then agent. */
        private List<EngineEvent.SignalBatch> batches(List<AgentCall> calls) {
            List<EngineEvent.SignalBatch> batches = new ArrayList<>();
            for (int row = 0; row < all.rows().size(); row++) {
                List<Signal> said = new ArrayList<>(calls.size());
                for (AgentCall call : calls) {
                    if (call.signal(row) != null) {
                        said.add(call.signal(row));
                    }
                }
                if (!said.isEmpty()) {
                    InstrumentId instrument = all.rows().get(row).instrument();
                    batches.add(new EngineEvent.SignalBatch(all.timeNanos(), instrument, List.copyOf(said)));
                }
            }
            return batches;
        }
    }

    /**
     * The first half of {@link #onInstant}: puts the question. Whoever feeds the features keeps them still meanwhile.
     *
     * @return to be given to {@link #collect} before the next question
     */
    public synchronized Round ask(long timeNanos, LocalDate date) {
        Round round = new Round(features.everything(timeNanos, date));
        for (GuardedAgent agent : agents.values()) {
            GuardedAgent.Pending started =
                    agent.ask(round.all, features.knownUpToNanos(), agent.isWarm(features.sessions()), listener);
            if (started != null) {
                round.pending.add(started);
            }
        }
        return round;
    }

    /** The second half: waits for the answers, each as long as its agent's budget says, and hands them on. */
    public void collect(Round round) {
        Map<GuardedAgent.Pending, GuardedAgent.Ended> ended = new HashMap<>();
        for (GuardedAgent.Pending pending : round.pending) {
            ended.put(pending, pending.agent().await(pending));
        }
        settle(round, ended);
    }

    private synchronized void settle(Round round, Map<GuardedAgent.Pending, GuardedAgent.Ended> ended) {
        List<AgentCall> calls = new ArrayList<>();
        for (GuardedAgent.Pending pending : round.pending) {
            GuardedAgent agent = pending.agent();
            boolean replaced = agents.get(agent.id()) != agent;
            if (!replaced && agent.settle(pending.call(), ended.get(pending), listener)) {
                calls.add(pending.call());
            }
        }
        List<EngineEvent.SignalBatch> batches = round.batches(calls);
        if (!batches.isEmpty()) {
            List<Signal> all =
                    batches.stream().flatMap(batch -> batch.signals().stream()).toList();
            agents.values().forEach(agent -> agent.hear(all));
        }
        batches.forEach(consumer::batch);
    }

    /** How each agent is doing, sorted by id. */
    public synchronized List<AgentStatus> status() {
        int sessions = features.sessions();
        return agents.values().stream().map(agent -> agent.status(sessions)).toList();
    }

    /** The memories of all agents, also of those that were removed or have not come yet. */
    public SortedMap<AgentId, byte[]> snapshot() {
        SortedMap<AgentId, byte[]> all = new TreeMap<>();
        List<GuardedAgent> present;
        synchronized (this) {
            memories.forEach((id, memory) -> all.put(id, memory.bytes()));
            present = List.copyOf(agents.values());
        }
        for (GuardedAgent agent : present) {
            byte[] memory = agent.snapshot();
            if (memory != null) {
                all.put(agent.id(), memory);
            }
        }
        return all;
    }

    /** Gives agents their memories; those of agents that are not there yet wait for them. Restore the features first. */
    public void restore(SortedMap<AgentId, byte[]> snapshot) {
        snapshot.forEach((id, bytes) -> {
            GuardedAgent.Memory memory = new GuardedAgent.Memory(bytes, features.sessions());
            GuardedAgent agent;
            synchronized (this) {
                agent = agents.get(id);
                if (agent == null) {
                    memories.put(id, memory);
                }
            }
            if (agent != null) {
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
