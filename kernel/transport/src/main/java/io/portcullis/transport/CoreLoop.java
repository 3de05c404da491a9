package io.portcullis.transport;

import io.portcullis.model.event.EngineEvent;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * The core thread: drives the log, hands its events to the engine and lets the venue channels do their part, in turns, until
 * it is closed or something throws.
 */
public final class CoreLoop implements AutoCloseable {
    private static final int EVENTS_PER_TURN = 64;
    private static final long PARK_NANOS_MAX = TimeUnit.MILLISECONDS.toNanos(5);
    private static final long STOP_SECONDS_MAX = 30;

    private final Log log;
    private final LogHandler handler;
    private final List<Duty> duties;
    private final Consumer<Throwable> onFailure;
    private final ParkingIdle idle = new ParkingIdle(PARK_NANOS_MAX);
    private final Thread thread;
    private final AtomicLong turns = new AtomicLong();
    private volatile boolean running = true;

    /** Something else that has to be done by the core thread in each turn. */
    @FunctionalInterface
    public interface Duty {
        /** Does what is due without waiting; returns how much it was. */
        int doWork();
    }

    /**
     * A loop that is not started yet.
     *
     * @param log what to drive
     * @param handler the engine's host
     * @param duties such as {@code VenueChannel::flush}
     * @param onFailure told on the core thread when something threw; the loop has ended then and nothing more is decided
     */
    public CoreLoop(Log log, LogHandler handler, List<Duty> duties, Consumer<Throwable> onFailure) {
        this.log = log;
        this.handler = handler;
        this.duties = List.copyOf(duties);
        this.onFailure = onFailure;
        this.thread = new Thread(this::run, "portcullis-core");
        log.onAppend(idle::wake);
    }

    public void start() {
        thread.start();
    }

    /** While a session is open the thread yields instead of parking. */
    public void sessionOpen(boolean open) {
        idle.keepYielding(open);
    }

    /** Ends a nap: there is work for one of the duties. Any thread. */
    public void wake() {
        idle.wake();
    }

    /** How often the thread came round: it does so at least every few milliseconds, or something holds it. Any thread. */
    public long turns() {
        return turns.get();
    }

    /** Whether the loop still turns. */
    public boolean alive() {
        return thread.isAlive();
    }

    private void run() {
        try {
            while (running) {
                turns.lazySet(turns.getPlain() + 1);
                int work = log.poll(this::hand, EVENTS_PER_TURN);
                for (Duty duty : duties) {
                    work += duty.doWork();
                }
                if (work == 0) {
                    idle.idle(log::pending);
                }
            }
        } catch (Throwable e) {
            running = false;
            onFailure.accept(e);
        }
    }

    private void hand(long position, EngineEvent event) {
        handler.onEvent(position, event);
        if (flows(event)) {
            idle.worked();
        }
    }

    /** Ticks and prices come all day; only what belongs to an order is worth a core. */
    private static boolean flows(EngineEvent event) {
        return !(event instanceof EngineEvent.ClockTick
                || event instanceof EngineEvent.MarketView
                || event instanceof EngineEvent.SignalBatch);
    }

    /** Ends the loop after the current turn and waits for it; then the log may be closed. Never interrupts the thread. */
    @Override
    public void close() {
        running = false;
        idle.wake();
        if (Thread.currentThread() == thread || !thread.isAlive()) {
            return;
        }
        try {
            thread.join(TimeUnit.SECONDS.toMillis(STOP_SECONDS_MAX));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            throw new IllegalStateException("the core thread has not ended within " + STOP_SECONDS_MAX + " s");
        }
    }
}
