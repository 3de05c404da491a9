package io.portcullis.host.health;

import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Engine time of a live session: begins with the wall clock and goes on by the monotonic one, so that nobody who sets the wall
 * clock resets a rate window, ages a price or lets time stand still. Small differences, as time servers correct them, are made
 * good slowly; a jump is not followed but said, until the clock is right again or the server is started again. Thread-safe.
 */
public final class SessionClock implements LongSupplier {
    private static final String SUBJECT = "clock";
    private static final long JUMP_NANOS = Duration.ofSeconds(1).toNanos();
    /** As fast as the kernel's own time discipline slews: 500 parts in a million. */
    private static final long SLEW_DIVISOR = 2_000;

    private final LongSupplier wall;
    private final LongSupplier monotonic;
    private final Alerts alerts;
    private final AtomicLong last = new AtomicLong(Long.MIN_VALUE);
    private volatile long offset;
    private long checkedNanos;

    /**
     * A clock that starts now.
     *
     * @param wall nanoseconds since the epoch; may jump
     * @param monotonic {@link System#nanoTime()}
     */
    public SessionClock(LongSupplier wall, LongSupplier monotonic, Alerts alerts) {
        this.wall = wall;
        this.monotonic = monotonic;
        this.alerts = alerts;
        this.checkedNanos = monotonic.getAsLong();
        this.offset = wall.getAsLong() - checkedNanos;
    }

    /** A session never begins before the last time that was recorded; it goes on from there, and does not stand still. */
    public synchronized void notBefore(long recordedNanos) {
        offset = Math.max(offset, recordedNanos - monotonic.getAsLong());
    }

    /** Nanoseconds since the epoch; never less than before. */
    @Override
    public long getAsLong() {
        return last.accumulateAndGet(offset + monotonic.getAsLong(), Math::max);
    }

    /** Compares with the wall clock; to be called every second or so. */
    public synchronized void check() {
        long now = monotonic.getAsLong();
        long slewMax = Math.max(0, now - checkedNanos) / SLEW_DIVISOR;
        checkedNanos = now;
        long ahead = wall.getAsLong() - (offset + now);
        if (Math.abs(ahead) > JUMP_NANOS) {
            alerts.raise(
                    SUBJECT,
                    String.format(
                            Locale.ROOT,
                            "the wall clock is %.1f s %s the session's time, which goes on by the monotonic clock;"
                                    + " set the clock right, or start again to take its time over",
                            Math.abs(ahead) / 1e9,
                            ahead > 0 ? "ahead of" : "behind"));
            return;
        }
        alerts.clear(SUBJECT);
        offset += Math.max(-slewMax, Math.min(slewMax, ahead));
    }
}
