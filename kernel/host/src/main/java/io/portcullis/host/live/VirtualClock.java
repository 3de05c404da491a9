package io.portcullis.host.live;

import java.util.function.LongSupplier;

/** Session time that somebody turns by hand. Thread-safe. */
final class VirtualClock implements LongSupplier {
    private volatile long nanos;

    VirtualClock(long nanos) {
        this.nanos = nanos;
    }

    void turnTo(long newNanos) {
        nanos = Math.max(nanos, newNanos);
    }

    @Override
    public long getAsLong() {
        return nanos;
    }
}
