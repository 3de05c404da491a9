package io.portcullis.testkit;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** A clock that moves only when told to, and never backwards. Thread-safe. */
public final class ManualClock implements LongSupplier {
    private final AtomicLong nowNanos;

    private ManualClock(long startNanos) {
        nowNanos = new AtomicLong(startNanos);
    }

    /** A clock that stands at a time, nanoseconds since the epoch. */
    public static ManualClock at(long startNanos) {
        return new ManualClock(startNanos);
    }

    @Override
    public long getAsLong() {
        return nowNanos.get();
    }

    /** Moves on by a while. */
    public ManualClock advance(Duration by) {
        return advanceTo(Math.addExact(nowNanos.get(), by.toNanos()));
    }

    /** Moves on to a time; {@link IllegalArgumentException} when that lies in the past. */
    public ManualClock advanceTo(long timeNanos) {
        long now = nowNanos.get();
        if (timeNanos < now) {
            throw new IllegalArgumentException("the clock stands at " + now + " and must not go back to " + timeNanos);
        }
        nowNanos.set(timeNanos);
        return this;
    }
}
