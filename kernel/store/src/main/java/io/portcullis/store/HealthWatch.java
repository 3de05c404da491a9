package io.portcullis.store;

import io.portcullis.store.StoreHealth.State;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says in the log when the database is in trouble and when that is over, each once. On a thread of its own, because the projector's
 * may be the one that hangs.
 */
final class HealthWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HealthWatch.class);
    private static final long LOOK_MILLIS = 250;

    /** To be behind for a moment is no trouble. */
    private static final long PATIENCE_NANOS = Duration.ofSeconds(2).toNanos();

    private final Supplier<StoreHealth> health;
    private final Thread thread = new Thread(this::run, "store-watch");
    private State said = State.UP;
    private boolean wasUp;
    private boolean late;
    private long lateSinceNanos;
    private long saidNanos;

    HealthWatch(Supplier<StoreHealth> health) {
        this.health = health;
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
            recover(now, nanos);
            return;
        }
        if (!late) {
            late = true;
            lateSinceNanos = nanos;
        }
        // what a start has to read is no trouble, however much it is
        boolean serious = now.state() == State.DOWN || wasUp && nanos - lateSinceNanos > PATIENCE_NANOS;
        if (serious && said != now.state() && said != State.DOWN) {
            saidNanos = nanos;
            said = now.state();
            LOG.error("ALERT database: {}; orders go on, and the log keeps what the database misses", now.line());
        }
    }

    private void recover(StoreHealth now, long nanos) {
        wasUp = true;
        late = false;
        if (said != State.UP) {
            said = State.UP;
            LOG.info(
                    "the database is up again after {} s, complete to log position {}",
                    String.format(Locale.ROOT, "%.1f", (nanos - saidNanos) / 1e9),
                    now.appliedPosition());
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
