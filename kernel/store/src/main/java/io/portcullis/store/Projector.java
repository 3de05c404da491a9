package io.portcullis.store;

import io.portcullis.model.event.EngineEvent;
import io.portcullis.store.ProjectorStatus.Mode;
import io.portcullis.store.StoreHealth.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
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

    /** A single answer that is out for longer than this is none. */
    private static final long SILENCE_NANOS = Duration.ofSeconds(3).toNanos();

    /** A batch that takes longer than this is a database that is too slow. */
    private static final long SLOW_BATCH_NANOS = Duration.ofSeconds(1).toNanos();

    /** Every wait for the database ends by itself; a disk that hangs does not, and nobody has to wait for it at the end. */
    private static final long CLOSE_MILLIS_MAX = Duration.ofSeconds(15).toMillis();

    private final CatchUp log;
    private final ProjectorSettings settings;
    private final Store store;
    private final Applier applier;
    private final Pulse pulse = new Pulse();
    private final HealthWatch watch;
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
    private volatile long logEnd = Projection.NOTHING_APPLIED;
    private volatile long failures;
    private volatile String lastFailure = "";
    private volatile boolean closed;
    private long advancedNanos;

    /**
     * A projector that does nothing until {@link #start()}.
     *
     * @param alarm told what is wrong with the database, in one line, and an empty line when nothing is; a few times a second, on
     *     a thread of the projector's own
     */
    public Projector(Store store, CatchUp log, ProjectorSettings settings, Consumer<String> alarm) {
        this.store = Objects.requireNonNull(store, "store");
        this.log = Objects.requireNonNull(log, "log");
        this.settings = Objects.requireNonNull(settings, "settings");
        watch = new HealthWatch(this::health, Objects.requireNonNull(alarm, "alarm"));
        applier = new Applier(store, pulse, this::answered);
        thread = new Thread(this::run, "store-projector");
        thread.setDaemon(true);
    }

    /** Begins, with whatever the log holds behind the applied position. */
    public void start() {
        thread.start();
        watch.start();
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
        return new ProjectorStatus(
                mode, applier.applied(), seen, queued.get(), applier.count(), dropouts, failures, lastFailure);
    }

    /** How the database keeps up, as seen from outside: also when the projector's thread hangs in it. */
    public StoreHealth health() {
        long applied = applier.applied();
        long lag = Math.max(0, Math.max(seen, logEnd) - Math.max(0, applied));
        String down = downBecause();
        if (!down.isEmpty()) {
            return new StoreHealth(State.DOWN, down, lag, applied);
        }
        String behind = behindBecause();
        return new StoreHealth(behind.isEmpty() ? State.UP : State.BEHIND, behind, lag, applied);
    }

    private String downBecause() {
        long silent = pulse.silentNanos();
        if (silent > SILENCE_NANOS) {
            return "the database has not answered for "
                    + Duration.ofNanos(silent).toSeconds() + " s";
        }
        return mode == Mode.STOPPED ? "the projector is stopped" : lastFailure;
    }

    private String behindBecause() {
        if (mode != Mode.LIVE) {
            return "what it missed is read from the log";
        }
        long batch = pulse.batchNanos();
        return batch > SLOW_BATCH_NANOS
                ? "the database is slow: one batch has taken "
                        + Duration.ofNanos(batch).toMillis() + " ms so far"
                : "";
    }

    /** Waits until the tables are complete up to a position; false when that took too long. For shutdowns and reports. */
    public boolean awaitApplied(long position, Duration timeout) throws InterruptedException {
        long deadline = System.nanoTime() + timeout.toNanos();
        while (applier.applied() < position) {
            if (System.nanoTime() - deadline > 0 || !thread.isAlive()) {
                return applier.applied() >= position;
            }
            Thread.sleep(1);
        }
        return true;
    }

    /** Stops after the batch in hand; what is left is caught up at the next start. */
    @Override
    public void close() {
        closed = true;
        watch.close();
        LockSupport.unpark(thread);
        try {
            thread.join(CLOSE_MILLIS_MAX);
            if (thread.isAlive()) {
                LOG.warn("the database still does not answer; what it misses is caught up at the next start");
            }
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
                answered();
                retryNanos = settings.retryMin().toNanos();
            } catch (ReplayBatches.StoppedException e) {
                return;
            } catch (RuntimeException e) {
                fail(e);
                pause(retryNanos);
                retryNanos = Math.min(2 * retryNanos, settings.retryMax().toNanos());
            }
        }
    }

    /** The database took something: whatever was wrong is over. */
    private void answered() {
        if (!lastFailure.isEmpty()) {
            LOG.info("the projection goes on at log position {}", applier.applied());
            lastFailure = "";
        }
    }

    private void fail(RuntimeException e) {
        live = false;
        mode = Mode.WAITING;
        failures = failures + 1;
        String failure = Failures.line(e);
        if (!failure.equals(lastFailure)) { // once, not at every retry
            LOG.warn("the projection stands still at log position {}: {}", applier.applied(), failure);
            LOG.debug("it stands still because of", e);
        }
        lastFailure = failure;
        discardQueue();
        store.failed();
    }

    private void takeQueued() {
        mode = Mode.LIVE;
        long seenBefore = seen;
        List<LogEntry> batch = new ArrayList<>();
        for (LogEntry entry = poll(); entry != null; entry = poll()) {
            if (entry.position() > applier.applied()) { // else the replay had it already
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
        if (live && seenBefore > applier.applied() && System.nanoTime() - advancedNanos > IDLE_ADVANCE_NANOS) {
            apply(List.of(), seenBefore);
        }
        pause(settings.batchDelay().toNanos());
    }

    /** Twice: the long part while nobody queues, the short rest while new events queue up behind it. */
    private void catchUp() {
        mode = Mode.CATCHING_UP;
        logEnd = log.end();
        ReplayBatches.resume(log, applier, settings.replayBatchMax(), () -> closed);
        discardQueue();
        live = true; // from here on events are queued; what was recorded before is in the replay below
        ReplayBatches.goOn(log, applier, settings.replayBatchMax(), () -> closed);
    }

    private void apply(List<LogEntry> entries, long upTo) {
        applier.apply(entries, upTo);
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
}
