package io.portcullis.transport;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Yields while work flows or a session is open, parks otherwise, the longer the less has happened. One thread idles; any thread
 * may wake it, so that parking costs an order one wake-up and not a whole nap.
 */
public final class ParkingIdle {
    /** Longer than the pauses within a burst: an order every few milliseconds must not keep a core busy that others need. */
    private static final long WARM_NANOS = TimeUnit.MICROSECONDS.toNanos(200);

    /** A nap is no longer than this part of the time since the last work: what nobody announces is still found soon. */
    private static final long QUIET_TO_NAP = 16;

    private final long parkNanosMax;
    private long lastWorkNanos = System.nanoTime() - WARM_NANOS;
    private volatile long rousedNanos = lastWorkNanos;
    private volatile boolean open;
    private volatile Thread parked;

    /** An idle strategy that parks no longer than this at once. */
    public ParkingIdle(long parkNanosMax) {
        this.parkNanosMax = parkNanosMax;
    }

    /** Keeps yielding also without work: a session in which latency matters more than a core. */
    public void keepYielding(boolean yielding) {
        open = yielding;
        wake();
    }

    /** To be called when there was work that is worth staying awake for. */
    public void worked() {
        lastWorkNanos = System.nanoTime();
    }

    /**
     * To be called when there was nothing to do.
     *
     * @param pending looked at once more before the nap: work that came in the meantime would otherwise wait for its end
     */
    public void idle(BooleanSupplier pending) {
        long now = System.nanoTime();
        long quietNanos = Math.min(now - lastWorkNanos, now - rousedNanos);
        if (open || quietNanos < WARM_NANOS) {
            Thread.yield();
            return;
        }
        parked = Thread.currentThread();
        if (!pending.getAsBoolean()) {
            LockSupport.parkNanos(this, Math.min(parkNanosMax, quietNanos / QUIET_TO_NAP));
        }
        parked = null;
    }

    /** Work is about to come: ends a nap, and there is none for a moment. A thread takes longer to wake than many a thing to do. */
    public void rouse() {
        rousedNanos = System.nanoTime();
        wake();
    }

    /** Ends a nap; cheap when there is none. */
    public void wake() {
        Thread thread = parked;
        if (thread != null) {
            LockSupport.unpark(thread);
        }
    }
}
