package io.portcullis.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.store.StoreHealth.State;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;

/**
 * A projector that is fed without a pause while its database goes wrong and comes right again. What counts in the end: nobody was
 * kept waiting, somebody was told, and the tables are those that a clean rebuild makes.
 */
final class FaultDrill implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final ProjectorSettings SETTINGS =
            new ProjectorSettings(2_000, 50, 200, Duration.ofMillis(2), Duration.ofMillis(20), Duration.ofMillis(500));
    private static final int EVENTS_MAX = 40_000;

    private final Walk walk;
    private final Store store;
    private final Projector projector;
    private final StoreDesk desk;
    private final AtomicLong firstAlertNanos = new AtomicLong();
    private final Thread feeder = new Thread(this::feed, "feeder");
    private volatile boolean feeding = true;
    private long begunNanos;
    private volatile long slowestNanos;
    private volatile int queuedMax;

    FaultDrill(StoreConfig faulty, StoreConfig direct, Path scratch, long seed) {
        walk = new Walk(seed).run(500);
        desk = new StoreDesk(direct, scratch);
        store = Store.deferred(faulty);
        projector = new Projector(store, new Log(), SETTINGS, this::alarm);
        projector.start();
        await(State.UP);
        feeder.start();
    }

    Projector projector() {
        return projector;
    }

    Store store() {
        return store;
    }

    /** About 2,000 events a second, as the engine's thread would hand them over. */
    private void feed() {
        while (feeding && walk.log.size() < EVENTS_MAX) {
            synchronized (walk) {
                int from = walk.log.size();
                walk.run(20);
                for (LogEntry entry : walk.log.subList(from, walk.log.size())) {
                    long start = System.nanoTime();
                    projector.offer(entry.position(), entry.event());
                    slowestNanos = Math.max(slowestNanos, System.nanoTime() - start);
                }
            }
            queuedMax = Math.max(queuedMax, projector.status().queued());
            try {
                Thread.sleep(10);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    /** How long it took until the database's state was said to be this one. */
    double await(State state) {
        long start = System.nanoTime();
        Awaitility.await()
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> projector.health().state() == state);
        return (System.nanoTime() - start) / 1e9;
    }

    private void alarm(String line) {
        if (!line.isEmpty()) {
            firstAlertNanos.compareAndSet(0, System.nanoTime());
        }
    }

    /** The fault begins with the next step. */
    void begins() {
        firstAlertNanos.set(0);
        begunNanos = System.nanoTime();
    }

    /** How long it took from the fault's begin until somebody was told. */
    double awaitAlert() {
        Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofMillis(20)).until(() -> firstAlertNanos.get() != 0);
        return (firstAlertNanos.get() - begunNanos) / 1e9;
    }

    /** The fault is over: ends the feed and compares. */
    void recovers(String fault, double alertSeconds) throws InterruptedException, IOException {
        long start = System.nanoTime();
        feeding = false;
        feeder.join();
        assertThat(projector.awaitApplied(walk.lastPosition(), PATIENCE))
                .as("%s: %s", fault, projector.status())
                .isTrue();
        await(State.UP);
        double seconds = (System.nanoTime() - start) / 1e9;
        projector.close();
        store.close();
        // a wait for the database would take seconds
        assertThat(slowestNanos).as(fault).isLessThan(Duration.ofSeconds(1).toNanos());
        assertThat(queuedMax).as(fault).isLessThanOrEqualTo(SETTINGS.queueMax());
        StoreDesk.Comparison comparison = desk.compare(new Log());
        assertThat(comparison.difference()).as(fault).isEmpty();
        assertThat(comparison.appliedPosition()).as(fault).isEqualTo(walk.lastPosition());
        System.out.printf(
                Locale.ROOT,
                "[database %s] alert after %.1f s, caught up %.1f s after its end, %,d events, slowest offer %.1f ms,"
                        + " %d failures, %d dropouts%n",
                fault,
                alertSeconds,
                seconds,
                walk.log.size(),
                slowestNanos / 1e6,
                projector.status().failures(),
                projector.status().dropouts());
    }

    /** The walk's log, which grows while it is read. */
    private final class Log implements CatchUp {
        @Override
        public void replay(long fromPosition, Handler handler) {
            LogEntry[] entries;
            synchronized (walk) {
                entries = walk.log.toArray(LogEntry[]::new);
            }
            for (LogEntry entry : entries) {
                if (entry.position() > fromPosition) {
                    handler.on(entry.position(), entry.event());
                }
            }
        }

        @Override
        public long end() {
            synchronized (walk) {
                return walk.lastPosition();
            }
        }
    }

    @Override
    public void close() {
        feeding = false;
        feeder.interrupt();
        projector.close();
        store.close();
    }
}
