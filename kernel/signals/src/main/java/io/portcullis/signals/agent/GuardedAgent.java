package io.portcullis.signals.agent;

import io.portcullis.model.id.AgentId;
import io.portcullis.model.market.MarketEvent;
import io.portcullis.model.signal.FeatureFrame;
import io.portcullis.model.signal.Signal;
import io.portcullis.signals.feature.FeatureCut;
import io.portcullis.spi.Agent;
import io.portcullis.spi.AgentInputs;
import io.portcullis.spi.AgentJudge;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One agent behind its bulkhead, with its record. The record is kept under the runner's lock; what waits for the agent's code
 * (construction, {@link #await}, {@link #leave}, {@link #restore}) runs without it, so that a hang holds up nobody else.
 */
final class GuardedAgent {
    private static final Logger LOG = LoggerFactory.getLogger(GuardedAgent.class);
    private static final int EVENTS_MAX = 100_000;
    private static final int ROUNDS_HEARD_MAX = 64;
    private static final int REASONS_MAX = 64;
    private static final int SNAPSHOT_BYTES_MAX = 16 << 20;
    private static final int BUDGET_MILLIS_MAX = 10_000;
    /** For what is no call of the hot path: reading inputs, snapshot, restore. */
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final Agent agent;
    private final Bulkhead bulkhead;
    private final int failuresMax;
    private final AgentId id;
    private final AgentInputs inputs;
    private final FeatureCut cut;
    private final Deque<MarketEvent> events = new ArrayDeque<>();
    private final Deque<List<Signal>> heard = new ArrayDeque<>();
    /** Counted for each name at each instant, sorted when somebody asks. */
    private final Map<String, Long> abstentions = new HashMap<>();

    private Memory inherited;
    private volatile int coldUntilSession;
    private boolean ready;
    private int failuresInARow;
    private volatile boolean quarantined;
    private long calls;
    private long failures;
    private long overruns;
    private long eventsDropped;
    private long answersDropped;
    private long signals;
    private final CallTimes times = new CallTimes();
    private volatile long dataAsOfNanos = Long.MIN_VALUE;
    private volatile SortedMap<AgentId, Double> proposedWeights = Collections.emptySortedMap();
    private volatile String lastFailure = "";

    /**
     * An agent's memory.
     *
     * @param bytes in a format of its own
     * @param sessions how many daily bars had been seen when it was taken
     */
    record Memory(byte[] bytes, int sessions) {}

    /** An agent that does not say who it is within 5 seconds, throws, or asks for a feature that nobody computes, is refused. */
    GuardedAgent(Agent agent, Bulkhead bulkhead, int failuresMax) {
        this.agent = agent;
        this.bulkhead = bulkhead;
        this.failuresMax = failuresMax;
        this.id = outside(agent::id, "id");
        this.inputs = outside(agent::inputs, "inputs");
        this.cut = new FeatureCut(inputs.features());
        this.coldUntilSession = inputs.warmUpBars();
        if (inputs.budgetMillis() > BUDGET_MILLIS_MAX) {
            throw new IllegalArgumentException("its budget of " + inputs.budgetMillis()
                    + " ms is too long; a call may take at most " + BUDGET_MILLIS_MAX + " ms");
        }
    }

    private <T> T outside(Callable<T> code, String what) {
        Future<T> future = bulkhead.run(code);
        try {
            T answer = future.get(PATIENCE_NANOS, TimeUnit.NANOSECONDS);
            if (answer == null) {
                throw new IllegalArgumentException(
                        what + " of agent " + agent.getClass().getName() + " is null");
            }
            return answer;
        } catch (ExecutionException e) {
            throw new IllegalArgumentException(
                    what + " of agent " + agent.getClass().getName() + " failed: "
                            + e.getCause().getMessage(),
                    e.getCause());
        } catch (TimeoutException e) {
            bulkhead.giveUp(future);
            throw new IllegalArgumentException(
                    what + " of agent " + agent.getClass().getName() + " took longer than 5 s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for an agent", e);
        }
    }

    AgentId id() {
        return id;
    }

    boolean guards(Agent candidate) {
        return agent == candidate;
    }

    AgentInputs inputs() {
        return inputs;
    }

    boolean isQuarantined() {
        return quarantined;
    }

    boolean isWarm(int sessions) {
        return sessions >= coldUntilSession;
    }

    /** It has its memory, if there was one: from here on it is asked. */
    void ready() {
        ready = true;
    }

    /** Keeps an event until the next call; a slow agent loses the oldest. */
    void remember(MarketEvent event, AgentListener listener) {
        if (quarantined || !inputs.eventTypes().contains(event.getClass())) {
            return;
        }
        if (events.size() == EVENTS_MAX) {
            events.removeFirst();
            eventsDropped++;
            listener.dropped(id, 1);
        }
        events.addLast(event);
    }

    /** Keeps what all agents said at an instant, for one that judges the others; a slow one loses the oldest. */
    void hear(List<Signal> signals) {
        if (quarantined || !(agent instanceof AgentJudge)) {
            return;
        }
        if (heard.size() == ROUNDS_HEARD_MAX) {
            heard.removeFirst();
        }
        heard.addLast(signals);
    }

    /** Starts a call about a frame of all features; null when there is nothing to do or the last one still hangs. */
    Pending ask(FeatureFrame all, long featuresAsOfNanos, boolean warm, AgentListener listener) {
        if (quarantined || !ready || (!warm && events.isEmpty() && heard.isEmpty())) {
            return null;
        }
        if (bulkhead.isStuck()) {
            fail("still hangs in an earlier call", null, listener);
            return null;
        }
        List<MarketEvent> told = new ArrayList<>(events);
        List<List<Signal>> said = new ArrayList<>(heard);
        events.clear();
        heard.clear();
        calls++;
        AgentCall call = new AgentCall(id, inputs.horizonDays(), cut.of(all));
        long start = System.nanoTime();
        Future<Long> future = bulkhead.run(() -> {
            if (agent instanceof AgentJudge judge) {
                said.forEach(judge::onSignals);
            }
            told.forEach(agent::onEvent);
            if (warm) {
                agent.onInstant(call.frame(), call);
            }
            readFigures(featuresAsOfNanos);
            return System.nanoTime() - start;
        });
        return new Pending(this, future, call, start + TimeUnit.MILLISECONDS.toNanos(inputs.budgetMillis()));
    }

    /** What it says of itself, on its own thread. */
    private void readFigures(long featuresAsOfNanos) {
        long own = agent.dataAsOfNanos();
        dataAsOfNanos = own == Agent.AS_OF_FEATURES ? featuresAsOfNanos : own;
        if (agent instanceof AgentJudge judge) {
            proposedWeights = Collections.unmodifiableSortedMap(new TreeMap<>(judge.proposedWeights()));
        }
    }

    /** A call under way. */
    record Pending(GuardedAgent agent, Future<Long> future, AgentCall call, long deadlineNanos) {}

    /**
     * How a call ended.
     *
     * @param tookNanos how long it took; 0 when it failed
     * @param failure why its answers do not count; null when they do
     * @param cause what it threw; null when it did not throw
     */
    record Ended(long tookNanos, String failure, Throwable cause) {}

    /** Waits for a call, without the runner's lock; what comes after it is no answer to it any more. */
    Ended await(Pending pending) {
        try {
            long left = Math.max(0, pending.deadlineNanos() - System.nanoTime());
            return new Ended(pending.future().get(left, TimeUnit.NANOSECONDS), null, null);
        } catch (ExecutionException e) {
            return new Ended(0, "threw " + e.getCause().getMessage(), e.getCause());
        } catch (TimeoutException e) {
            bulkhead.giveUp(pending.future());
            return new Ended(0, "took longer than its budget of " + inputs.budgetMillis() + " ms", null);
        } catch (InterruptedException e) {
            bulkhead.giveUp(pending.future());
            Thread.currentThread().interrupt();
            return null;
        } finally {
            pending.call().close();
        }
    }

    /** Books a call that has ended; false when its answers are to be dropped. */
    boolean settle(AgentCall call, Ended ended, AgentListener listener) {
        if (ended == null) {
            return false;
        }
        long dropped = call.dropped();
        if (dropped > 0) {
            answersDropped += dropped;
            listener.dropped(id, dropped);
        }
        if (ended.failure() == null && dropped == 0) {
            succeed(call, ended.tookNanos(), listener);
            return true;
        }
        boolean tookTooLong = ended.failure() != null && ended.cause() == null;
        overruns += tookTooLong ? 1 : 0;
        String flood = "floods: " + dropped + " answers more than there is room for were dropped";
        fail(ended.failure() != null ? ended.failure() : flood, ended.cause(), listener);
        return false;
    }

    private void succeed(AgentCall call, long tookNanos, AgentListener listener) {
        failuresInARow = 0;
        times.add(tookNanos);
        if (tookNanos > TimeUnit.MILLISECONDS.toNanos(inputs.budgetMillis())) {
            overruns++;
        }
        signals += call.signalCount();
        call.abstentions().forEach(reason -> {
            boolean room = abstentions.size() < REASONS_MAX || abstentions.containsKey(reason);
            abstentions.merge(room ? reason : "(other reasons)", 1L, Long::sum);
        });
        listener.answered(id, tookNanos, call.signalCount());
    }

    private void fail(String reason, Throwable cause, AgentListener listener) {
        LOG.warn("agent {} failed: {}", id, reason, cause);
        failures++;
        lastFailure = reason;
        listener.failed(id, reason);
        if (++failuresInARow >= failuresMax) {
            quarantined = true;
            events.clear();
            heard.clear();
            String why = failuresMax + " failures in a row, the last: " + reason;
            listener.quarantined(id, true, why);
            listener.exhausted(agent, why);
        }
    }

    /** Puts it back; {@link IllegalStateException} while its thread still hangs. */
    void release(String by, AgentListener listener) {
        if (bulkhead.isStuck()) {
            throw new IllegalStateException("agent " + id + " still hangs in a call; replace it instead");
        }
        if (quarantined) {
            quarantined = false;
            failuresInARow = 0;
            listener.quarantined(id, false, "released by " + by);
        }
    }

    /**
     * The memory that a successor takes up; null when there is none. That of an agent in quarantine is not trusted: the successor
     * gets what this one inherited, unless days have passed since, which that memory would lack.
     */
    Memory leave(int sessions) {
        if (quarantined) {
            return inherited != null && inherited.sessions() == sessions ? inherited : null;
        }
        byte[] bytes = snapshot();
        return bytes == null ? null : new Memory(bytes, sessions);
    }

    /** Its memory; null when it has none to give: it hangs, throws, or gives too much. */
    byte[] snapshot() {
        if (bulkhead.isStuck()) {
            return null;
        }
        try {
            byte[] memory = outside(agent::snapshot, "snapshot");
            if (memory.length > SNAPSHOT_BYTES_MAX) {
                throw new IllegalArgumentException("snapshot of agent " + id + " has " + memory.length
                        + " bytes, at most " + SNAPSHOT_BYTES_MAX + " are kept");
            }
            return memory;
        } catch (IllegalArgumentException e) {
            LOG.warn("agent {} leaves no memory: {}", id, e.getMessage());
            lastFailure = e.getMessage();
            return null;
        }
    }

    /** Gives it a memory; when it cannot read it, it starts cold and is not asked until as many bars have passed again. */
    void restore(Memory memory, int sessions, AgentListener listener) {
        inherited = memory;
        Future<Boolean> future = bulkhead.run(() -> {
            agent.restore(memory.bytes());
            return true;
        });
        try {
            future.get(PATIENCE_NANOS, TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            startCold(
                    sessions,
                    "cannot read its memory and starts fresh: " + e.getCause().getMessage(),
                    listener);
        } catch (TimeoutException e) {
            bulkhead.giveUp(future);
            startCold(sessions, "took longer than 5 s to read its memory", listener);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void startCold(int sessions, String reason, AgentListener listener) {
        coldUntilSession = sessions + inputs.warmUpBars();
        lastFailure = reason;
        listener.failed(id, reason);
    }

    AgentStatus status(int sessions) {
        AgentStatus.State state = isWarm(sessions) ? AgentStatus.State.ACTIVE : AgentStatus.State.WARMING_UP;
        return new AgentStatus(
                id,
                inputs,
                quarantined ? AgentStatus.State.QUARANTINED : state,
                calls,
                failures,
                overruns,
                eventsDropped,
                answersDropped,
                signals,
                new TreeMap<>(abstentions),
                times.longestMicros(),
                times.percentileMicros(0.99),
                times.totalMicros(),
                dataAsOfNanos,
                proposedWeights,
                lastFailure);
    }

    void close() {
        bulkhead.close();
    }
}
