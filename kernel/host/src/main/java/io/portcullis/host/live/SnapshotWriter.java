package io.portcullis.host.live;

import io.portcullis.engine.Engine;
import io.portcullis.host.session.LogListener;
import io.portcullis.model.event.EngineEvent;
import io.portcullis.transport.snapshot.Snapshots;
import io.portcullis.transport.snapshot.StateBuffer;
import java.io.IOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes a snapshot after each start, each activation of a rule pack, every 25,000 decisions, a long day and when asked: at the first moment
 * at which nothing that the engine said is on its way into the log and no pack is half through it. The engine's thread only copies what
 * has changed; another thread writes it.
 */
final class SnapshotWriter implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SnapshotWriter.class);
    /** What a restart replays at most: a second's worth, unless so many come within {@link #NANOS_BETWEEN}. */
    private static final long DECISIONS_PER_SNAPSHOT = 25_000;

    /** A day of a million orders has 160 MB of state: a flood of orders is not to keep the disk busy as well. */
    private static final long NANOS_BETWEEN = TimeUnit.SECONDS.toNanos(30);

    /** However fast they come. */
    private static final long DECISIONS_MAX = 250_000;

    private static final int KEPT = 3;

    /** Between older ones that are kept for questions about the past: what a second or two of replay reads. */
    private static final long SPACING_BYTES = 64L << 20;

    private static final long STOP_SECONDS_MAX = 10;

    private final Snapshots snapshots;
    private final ContentStore content;
    private final ExecutorService writer;
    private long decisions;
    /** What the process before had no time to record is recorded before the first tick. */
    private boolean ticked;

    private long lastTaken;
    private long takenNanos = System.nanoTime();
    /** From the start: without it, a server that is killed again and again reads a little more of the log each time. */
    private boolean due = true;

    /**
     * A writer into a folder.
     *
     * @param content the packs that a snapshot names
     * @param writer of one thread, on which everything is written; ended with this
     */
    SnapshotWriter(Snapshots snapshots, ContentStore content, ExecutorService writer) {
        this.snapshots = snapshots;
        this.content = content;
        this.writer = writer;
    }

    /** The thread of a writer. */
    static ExecutorService thread() {
        return Executors.newSingleThreadExecutor(runnable -> {
            Thread thread = new Thread(runnable, "snapshots");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Watches the log for occasions.
     *
     * @param hasSaidAll whether nothing of what the engine said is on its way into the log
     */
    LogListener listener(Engine engine, BooleanSupplier hasSaidAll) {
        return (position, event) -> {
            if (event instanceof EngineEvent.GateDecided) {
                decisions++;
            }
            due |= isBehind() || event instanceof EngineEvent.PackActivated;
            // a day's end is a quiet moment, and what ended the day before was just forgotten: the state is at its
            // smallest
            due |= event instanceof EngineEvent.DayClosed && position - lastTaken >= SPACING_BYTES;
            ticked |= event instanceof EngineEvent.ClockTick || event instanceof EngineEvent.PackActivated;
            // any event may be the moment: under load the engine seldom has said everything just when a tick comes
            if (due && ticked && !content.isHalfThrough() && hasSaidAll.getAsBoolean()) {
                due = false;
                decisions = 0;
                take(position, engine);
            }
        };
    }

    private boolean isBehind() {
        return decisions >= DECISIONS_MAX
                || decisions >= DECISIONS_PER_SNAPSHOT && System.nanoTime() - takenNanos >= NANOS_BETWEEN;
    }

    /** Copies the state now; engine thread, between two events. */
    void take(long position, Engine engine) {
        lastTaken = position;
        long started = System.nanoTime();
        takenNanos = started;
        StateBuffer state = new StateBuffer();
        engine.write(state);
        long held = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started);
        writer.execute(() -> write(position, state, held));
    }

    private void write(long position, StateBuffer state, long heldMillis) {
        try {
            content.write();
            snapshots.write(position, Engine.VERSION, state);
            LOG.info(
                    "snapshot at {}: {} bytes; copying them held the engine for {} ms",
                    position,
                    state.length(),
                    heldMillis);
            snapshots.keep(KEPT, SPACING_BYTES);
        } catch (IOException e) {
            LOG.error("the snapshot at {} could not be written; a restart will read more of the log", position, e);
        }
    }

    @Override
    public void close() {
        writer.shutdown();
        try {
            if (!writer.awaitTermination(STOP_SECONDS_MAX, TimeUnit.SECONDS)) {
                LOG.warn("a snapshot was still being written after {} s", STOP_SECONDS_MAX);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
