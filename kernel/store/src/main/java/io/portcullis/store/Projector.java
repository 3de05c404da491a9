package io.portcullis.store;

import io.portcullis.model.event.EngineEvent;
import io.portcullis.store.ProjectorStatus.Mode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the tables up with the log, on a thread of its own.
 *
 * <p>{@link #offer} is called in log order by one thread, which it never blocks: it takes no lock and waits for nothing. When
 * the database is slow, away or broken, events are dropped here, because the log still has them; the projector then reads on
 * from its applied position until it has closed up, and goes back to taking events as they come. Every batch is one
 * transaction that also moves the applied position, so nothing is applied twice or left out, whenever the process dies.
 */
public final class Projector implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Projector.class);

    /** How often the applied position follows events that leave no row; a restart then has this much less to skip. */
    private static final long IDLE_ADVANCE_NANOS = Duration.ofSeconds(1).toNanos();

    private final Store store;
    private final CatchUp log;
    private final ProjectorSettings settings;
    private final Thread thread;

    // written by the caller of offer
    private final Queue<LogEntry> queue = new ConcurrentLinkedQueue<>();
    private final AtomicInteger queued = new AtomicInteger();
    private volatile long seen = Projection.NOTHING_APPLIED;
    private volatile long dropouts;

    /** Set by the projector's thread when it listens, cleared by whoever finds that an event was missed. */
    private volatile boolean live;

    // written by the projector's thread
    private volatile Mode mode = Mode.NEW;
    private volatile long applied = Projection.NOTHING_APPLIED;
    private volatile long appliedCount;
    private volatile long failures;
    private volatile String lastFailure = "";
    private volatile boolean closed;
    private long advancedNanos;

    /** A projector that does nothing until {@link #start()}. */
    public Projector(Store store, CatchUp log, ProjectorSettings settings) {
        this.store = Objects.requireNonNull(store, "store");
        this.log = Objects.requireNonNull(log, "log");
        this.settings = Objects.requireNonNull(settings, "settings");
        thread = new Thread(this::run, "store-projector");
        thread.setDaemon(true);
    }

    /** Begins, with whatever the log holds behind the applied position. */
    public void start() {
        thread.start();
    }

    /**
     * Takes note of a recorded event. Never blocks and never throws.
     *
     * @param position its position in the log, rising
     * @param event the event
     */
    public void offer(long position, EngineEvent event) {
        if (live && Projection.concerns(event)) {
            if (queued.get() < settings.queueMax()) {
                queue.add(new LogEntry(position, event));
                queued.incrementAndGet();
            } else {
                live = false;
                dropouts = dropouts + 1;
            }
        }
        seen = position; // after the queue: whoever reads it finds everything up to here queued, applied or dropped
    }

    /** Where it stands. */
    public ProjectorStatus status() {
        return new ProjectorStatus(mode, applied, seen, queued.get(), appliedCount, dropouts, failures, lastFailure);
    }

    /** Waits until the tables are complete up to a position; false when that took too long. For shutdowns and reports. */
    public boolean awaitApplied(long position, Duration timeout) throws InterruptedException {
        long deadline = System.nanoTime() + timeout.toNanos();
        while (applied < position) {
            if (System.nanoTime() - deadline > 0 || !thread.isAlive()) {
                return applied >= position;
            }
            Thread.sleep(1);
        }
        return true;
    }

    /** Stops after the batch in hand; what is left is caught up at the next start. */
    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            project();
        } finally {
            live = false;
            mode = Mode.STOPPED;
        }
    }

    private void project() {
        long retryNanos = settings.retryMin().toNanos();
        while (!closed) {
            try {
                if (live) {
                    takeQueued();
                } else {
                    catchUp();
                }
                if (!lastFailure.isEmpty()) {
                    LOG.info("the projection goes on at log position {}", applied);
                }
                lastFailure = "";
                retryNanos = settings.retryMin().toNanos();
            } catch (ClosedException e) {
                return;
            } catch (RuntimeException e) {
                fail(e);
                pause(retryNanos);
                retryNanos = Math.min(2 * retryNanos, settings.retryMax().toNanos());
            }
        }
    }

    private void fail(RuntimeException e) {
        live = false;
        mode = Mode.WAITING;
        failures = failures + 1;
        String failure = String.valueOf(e.getMessage());
        if (!failure.equals(lastFailure)) { // once, not at every retry
            boolean expected = e instanceof StoreException || e instanceof Projection.OutOfStepException;
            LOG.warn("the projection stands still at log position {}: {}", applied, failure, expected ? null : e);
        }
        lastFailure = failure.isEmpty() ? e.getClass().getSimpleName() : failure;
        discardQueue();
    }

    private void takeQueued() {
        mode = Mode.LIVE;
        long seenBefore = seen;
        List<LogEntry> batch = new ArrayList<>();
        for (LogEntry entry = poll(); entry != null; entry = poll()) {
            if (entry.position() > applied) { // else the replay had it already
                batch.add(entry);
            }
            if (batch.size() == settings.batchMax()) {
                break;
            }
        }
        if (!batch.isEmpty()) {
            apply(batch, batch.get(batch.size() - 1).position());
        }
        if (batch.size() == settings.batchMax()) {
            return; // there may be more
        }
        // live still set: nothing was dropped, so all that was seen before the queue ran empty is applied
        if (live && seenBefore > applied && System.nanoTime() - advancedNanos > IDLE_ADVANCE_NANOS) {
            apply(List.of(), seenBefore);
        }
        pause(settings.batchDelay().toNanos());
    }

    /** Twice: the long part while nobody queues, the short rest while new events queue up behind it. */
    private void catchUp() {
        mode = Mode.CATCHING_UP;
        applied = store.jdbi().withHandle(Projection::applied);
        replay();
        discardQueue();
        live = true; // from here on events are queued; what was recorded before is in the replay below
        replay();
    }

    private void replay() {
        Replay replay = new Replay();
        log.replay(applied, replay);
        replay.flush();
    }

    /** Collects replayed events into batches. */
    private final class Replay implements CatchUp.Handler {
        private List<LogEntry> batch = new ArrayList<>();
        private long reached = applied;
        private int skipped;

        @Override
        public void on(long position, EngineEvent event) {
            if (closed) {
                throw new ClosedException();
            }
            if (position <= reached) {
                return;
            }
            reached = position;
            if (Projection.concerns(event)) {
                batch.add(new LogEntry(position, event));
            } else {
                skipped++;
            }
            if (batch.size() == settings.batchMax() || skipped == 100 * settings.batchMax()) {
                flush();
            }
        }

        void flush() {
            if (reached > applied) {
                apply(batch, reached);
            }
            batch = new ArrayList<>();
            skipped = 0;
        }
    }

    private void apply(List<LogEntry> entries, long upTo) {
        long expected = applied;
        store.jdbi().useTransaction(handle -> Projection.apply(handle, expected, entries, upTo));
        applied = upTo;
        appliedCount = appliedCount + entries.size();
        advancedNanos = System.nanoTime();
    }

    private LogEntry poll() {
        LogEntry entry = queue.poll();
        if (entry != null) {
            queued.decrementAndGet();
        }
        return entry;
    }

    private void discardQueue() {
        for (LogEntry entry = poll(); entry != null; entry = poll()) {
            // the log has it
        }
    }

    private void pause(long nanos) {
        if (!closed) {
            LockSupport.parkNanos(nanos);
        }
    }

    /** Ends a replay when the projector is closed. */
    private static final class ClosedException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
