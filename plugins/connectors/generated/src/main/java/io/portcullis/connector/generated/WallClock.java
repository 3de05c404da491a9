package io.portcullis.connector.generated;

import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/** The time by which a live stream paces itself; another one in tests. */
interface WallClock {
    /** Nanoseconds since the epoch. */
    long nanos();

    /** Waits until a time has come; not at all when it has passed. */
    void sleepUntil(long nanos) throws InterruptedException;

    static WallClock of(Clock clock) {
        return new WallClock() {
            @Override
            public long nanos() {
                Instant now = clock.instant();
                return Math.addExact(Math.multiplyExact(now.getEpochSecond(), 1_000_000_000L), now.getNano());
            }

            @Override
            public void sleepUntil(long nanos) throws InterruptedException {
                if (Thread.interrupted()) {
                    throw new InterruptedException("interrupted before waiting for the next tick");
                }
                long left = nanos - nanos();
                while (left > 0) {
                    TimeUnit.NANOSECONDS.sleep(left);
                    left = nanos - nanos();
                }
            }
        };
    }
}
