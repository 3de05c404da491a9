package io.portcullis.signals.agent;

import io.portcullis.model.id.AgentId;
import io.portcullis.model.market.MarketEvent;
import io.portcullis.spi.Agent;
import io.portcullis.spi.AgentInputs;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
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

/** One agent behind its bulkhead, with its record. Used under the runner's lock. */
final class GuardedAgent {
    private static final Logger LOG = LoggerFactory.getLogger(GuardedAgent.class);
    private static final int FAILURES_MAX = 3;
    private static final int EVENTS_MAX = 100_000;
    private static final int REASONS_MAX = 64;
    private static final int SNAPSHOT_BYTES_MAX = 16 << 20;
    /** For what is no call of the hot path: reading inputs, snapshot, restore. */
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final Agent agent;
    private final Bulkhead bulkhead;
    private final AgentId id;
    private final AgentInputs inputs;
    private final Deque<MarketEvent> events = new ArrayDeque<>();
    private final SortedMap<String, Long> abstentions = new TreeMap<>();
    private int coldUntilSession;
    private int failuresInARow;
    private boolean quarantined;
    private long calls;
    private long failures;
    private long overruns;
    private long eventsDropped;
    private long signals;
    private long longestNanos;
    private String lastFailure = "";

    /** An agent that does not say who it is within 5 seconds, or throws, is refused. */
    GuardedAgent(Agent agent, Bulkhead bulkhead) {
        this.agent = agent;
        this.bulkhead = bulkhead;
        this.id = outside(agent::id, "id");
        this.inputs = outside(agent::inputs, "inputs");
        this.coldUntilSession = inputs.warmUpBars();
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
                    what + " of agent " + agent.getClass().getName() + " failed: " + e.getCause(), e.getCause());
        } catch (TimeoutException e) {
            future.cancel(true);
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

    /** Keeps an event until the next call; a slow agent loses the oldest. */
    void remember(MarketEvent event) {
        if (quarantined || !inputs.eventTypes().contains(event.getClass())) {
            return;
        }
        if (events.size() == EVENTS_MAX) {
            events.removeFirst();
            eventsDropped++;
        }
        events.addLast(event);
    }

    /** Starts a call; null when there is nothing to do or the last one still hangs. */
    Pending ask(AgentCall call, boolean warm, AgentListener listener) {
        if (quarantined || (!warm && events.isEmpty())) {
            return null;
        }
        if (bulkhead.isStuck()) {
            fail("still hangs in an earlier call", null, listener);
            return null;
        }
        List<MarketEvent> told = new ArrayList<>(events);
        events.clear();
        calls++;
        long start = System.nanoTime();
        Future<Long> future = bulkhead.run(() -> {
            told.forEach(agent::onEvent);
            if (warm) {
                agent.onInstant(call.frame(), call);
            }
            return System.nanoTime() - start;
        });
        return new Pending(future, call, start + TimeUnit.MILLISECONDS.toNanos(inputs.budgetMillis()));
    }

    /** A call under way. */
    record Pending(Future<Long> future, AgentCall call, long deadlineNanos) {}

    /** Waits for a call; null when it failed, and its answers are dropped then. */
    AgentCall collect(Pending pending, AgentListener listener) {
        try {
            long left = Math.max(0, pending.deadlineNanos() - System.nanoTime());
            long took = pending.future().get(left, TimeUnit.NANOSECONDS);
            pending.call().close();
            succeed(pending.call(), took);
            return pending.call();
        } catch (ExecutionException e) {
            pending.call().close();
            fail("threw " + e.getCause(), e.getCause(), listener);
        } catch (TimeoutException e) {
            pending.call().close();
            pending.future().cancel(true);
            overruns++;
            fail("took longer than its budget of " + inputs.budgetMillis() + " ms", null, listener);
        } catch (InterruptedException e) {
            pending.call().close();
            pending.future().cancel(true);
            Thread.currentThread().interrupt();
        }
        return null;
    }

    private void succeed(AgentCall call, long tookNanos) {
        failuresInARow = 0;
        longestNanos = Math.max(longestNanos, tookNanos);
        if (tookNanos > TimeUnit.MILLISECONDS.toNanos(inputs.budgetMillis())) {
            overruns++;
        }
        signals += call.signals().size();
        for (String reason : call.abstentions().values()) {
            boolean room = abstentions.size() < REASONS_MAX || abstentions.containsKey(reason);
            abstentions.merge(room ? reason : "(other reasons)", 1L, Long::sum);
        }
    }

    private void fail(String reason, Throwable cause, AgentListener listener) {
        LOG.warn("agent {} failed: {}", id, reason, cause);
        failures++;
        lastFailure = reason;
        listener.failed(id, reason);
        if (++failuresInARow >= FAILURES_MAX) {
            quarantined = true;
            events.clear();
            listener.quarantined(id, true, FAILURES_MAX + " failures in a row, the last: " + reason);
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
            lastFailure = e.getMessage();
            return null;
        }
    }

    /** Gives it a memory; when it cannot read it, it starts cold and is not asked until as many bars have passed again. */
    void restore(byte[] memory, int sessions, AgentListener listener) {
        Future<Boolean> future = bulkhead.run(() -> {
            agent.restore(memory);
            return true;
        });
        try {
            future.get(PATIENCE_NANOS, TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            startCold(sessions, "cannot read its memory and starts fresh: " + e.getCause(), listener);
        } catch (TimeoutException e) {
            future.cancel(true);
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
                signals,
                new TreeMap<>(Map.copyOf(abstentions)),
                TimeUnit.NANOSECONDS.toMicros(longestNanos),
                lastFailure);
    }

    void close() {
        bulkhead.close();
    }
}
