package io.portcullis.signals.feature;

import io.portcullis.model.id.InstrumentId;
import io.portcullis.model.signal.FeatureFrame;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/**
 * A feature store in memory with Redis behind it: whoever puts never waits for a server that is slow or gone, others can read
 * what was put, and a new process finds what the last one left.
 *
 * <p>Frames are written to Redis by a thread of its own, in order. When they come faster than it takes them, the oldest are let
 * go and counted. After an outage, and when Redis has lost its data, everything in memory is written again: so it heals by
 * itself. What memory does not know, because an earlier process put it, is looked up in Redis. Thread-safe.
 */
public final class FeatureMirror implements FeatureStore {
    private static final int WAITING_MAX = 64;
    private static final long RETRY_MILLIS = 250;
    /** A reader that has waited for Redis in vain does so once, and the next ones not at all for this long. */
    private static final long ASK_AGAIN_NANOS = 5_000_000_000L;

    private final MemoryFeatureStore memory;
    private final RedisFeatureStore redis;
    private final Consumer<String> listener;
    private final Deque<FeatureFrame> waiting = new ArrayDeque<>();
    private final Thread writer;
    private boolean closed;
    private volatile boolean complete;
    private volatile String problem = "";
    private volatile long written;
    private volatile long dropped;
    private volatile long askAgainNanos = System.nanoTime();

    /**
     * A mirror; Redis need not be there.
     *
     * @param listener told why Redis does not answer, and an empty text once it does
     */
    public FeatureMirror(MemoryFeatureStore memory, RedisFeatureStore redis, Consumer<String> listener) {
        this.memory = memory;
        this.redis = redis;
        this.listener = listener;
        this.writer = new Thread(this::write, "portcullis-features");
        writer.setDaemon(true);
        writer.start();
    }

    @Override
    public void put(FeatureFrame frame) {
        memory.put(frame);
        synchronized (waiting) {
            if (waiting.size() == WAITING_MAX) {
                waiting.removeFirst();
                dropped++;
                complete = false;
            }
            waiting.addLast(frame);
            waiting.notifyAll();
        }
    }

    @Override
    public FeatureReading read(InstrumentId instrument, String feature, long timeNanos) {
        FeatureReading near = memory.read(instrument, feature, timeNanos);
        if (near.isKnown() || System.nanoTime() - askAgainNanos < 0) {
            return near;
        }
        try {
            return redis.read(instrument, feature, timeNanos);
        } catch (FeatureStoreException e) {
            failed(e);
            return near;
        }
    }

    private void write() {
        try {
            while (awaitWork()) {
                writeNext();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean awaitWork() throws InterruptedException {
        synchronized (waiting) {
            while (!closed && waiting.isEmpty()) {
                waiting.wait();
            }
            return !closed;
        }
    }

    private void writeNext() throws InterruptedException {
        FeatureFrame next;
        synchronized (waiting) {
            next = waiting.peekFirst();
        }
        try {
            if (!complete || !redis.isMarked()) {
                writeEverything();
            }
            redis.put(next);
            worked(next);
        } catch (FeatureStoreException e) {
            complete = false;
            failed(e);
            synchronized (waiting) {
                waiting.wait(closed ? 1 : RETRY_MILLIS);
            }
        }
    }

    private void writeEverything() {
        complete = true; // before: a frame that is let go meanwhile asks for another turn
        for (FeatureFrame frame : memory.everything()) {
            redis.put(frame);
        }
        redis.mark();
    }

    private void worked(FeatureFrame frame) {
        synchronized (waiting) {
            // it may have been let go meanwhile; frames are told apart by what they are, not by what is in them
            if (waiting.peekFirst() == frame) {
                waiting.removeFirst();
            }
        }
        written++;
        if (!problem.isEmpty()) {
            problem = "";
            askAgainNanos = System.nanoTime();
            listener.accept("");
        }
    }

    private void failed(FeatureStoreException e) {
        askAgainNanos = System.nanoTime() + ASK_AGAIN_NANOS;
        if (!e.getMessage().equals(problem)) {
            problem = e.getMessage();
            listener.accept(problem);
        }
    }

    /** Why Redis does not answer; empty while it does. */
    public String problem() {
        return problem;
    }

    /** Frames written to Redis. */
    public long written() {
        return written;
    }

    /** Frames that were let go because Redis was slower, or gone; they are written again from memory once it is back. */
    public long dropped() {
        return dropped;
    }

    /** Frames that wait for Redis. */
    public int waitingCount() {
        synchronized (waiting) {
            return waiting.size();
        }
    }

    @Override
    public void close() {
        synchronized (waiting) {
            closed = true;
            waiting.notifyAll();
        }
        writer.interrupt();
        try {
            writer.join(RETRY_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        redis.close();
        memory.close();
    }
}
