package io.portcullis.host.health;

import java.util.function.LongSupplier;

/**
 * Tells whether a thread that should come round all the time has stopped doing so: a disk that hangs, a machine that stood still.
 * Not thread-safe: looked at by one watcher.
 */
public final class StallWatch {
    private final LongSupplier turns;
    private final LongSupplier nanoTime;
    private long seenTurns = -1;
    private long seenNanos;

    /**
     * A watch.
     *
     * @param turns counts up with every turn of the watched thread
     * @param nanoTime a clock that only goes forward, nanoseconds
     */
    public StallWatch(LongSupplier turns, LongSupplier nanoTime) {
        this.turns = turns;
        this.nanoTime = nanoTime;
    }

    /** For how many nanoseconds the thread has been seen without a turn. */
    public long standingNanos() {
        long now = nanoTime.getAsLong();
        long count = turns.getAsLong();
        if (count != seenTurns) {
            seenTurns = count;
            seenNanos = now;
        }
        return now - seenNanos;
    }
}
