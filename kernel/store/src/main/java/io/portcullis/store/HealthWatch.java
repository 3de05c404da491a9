package io.portcullis.store;

import io.portcullis.store.StoreHealth.State;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Tells somebody when the database is in trouble and when that is over. On a thread of its own, because the projector's may be the
 * one that hangs.
 */
final class HealthWatch implements AutoCloseable {
    private static final long LOOK_MILLIS = 250;

    /** To be behind for a moment is no trouble. */
    private static final long PATIENCE_NANOS = Duration.ofSeconds(2).toNanos();

    private final Supplier<StoreHealth> health;
    private final Consumer<String> alarm;
    private final Thread thread = new Thread(this::run, "store-watch");
    private boolean wasUp;
    private boolean late;
    private long lateSinceNanos;

    HealthWatch(Supplier<StoreHealth> health, Consumer<String> alarm) {
        this.health = health;
        this.alarm = alarm;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    private void run() {
        while (!Thread.currentThread().isInterrupted()) {
            look(health.get(), System.nanoTime());
            try {
                Thread.sleep(LOOK_MILLIS);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    void look(StoreHealth now, long nanos) {
        if (now.state() == State.UP) {
            wasUp = true;
            late = false;
            alarm.accept("");
            return;
        }
        if (!late) {
            late = true;
            lateSinceNanos = nanos;
        }
        // what a start has to read is no trouble, however much it is
        if (now.state() == State.DOWN || wasUp && nanos - lateSinceNanos > PATIENCE_NANOS) {
            alarm.accept(now.line() + "; orders go on, and the log keeps what the database misses");
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
