package io.portcullis.ingest.bus;

import io.portcullis.model.market.MarketEvent;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * The port to whatever carries events between the edge, the kernel and other systems.
 *
 * <p>Thread-safe. A bus that fails goes {@link BusState#DOWN} and says why, until it comes back by itself; callers get {@code
 * false}, never an exception, and never wait for a disk.
 */
public interface EventBus extends AutoCloseable {
    /** Whether it carries anything. */
    BusState state();

    /** Why it is down; empty while it is up. */
    String problem();

    /** What it did so far. */
    BusCounters counters();

    /**
     * Publishes a market event without waiting: a subscriber that is too slow loses its oldest events.
     *
     * @return false when the bus is down
     */
    boolean publishMarket(MarketEvent event);

    /**
     * Publishes a market event and waits while too many are on their way to the sink, so that none is lost: for
     * virtual time.
     *
     * @return false when the bus is or goes down
     * @throws InterruptedException when interrupted while waiting
     */
    boolean publishMarketOrWait(MarketEvent event) throws InterruptedException;

    /**
     * A barrier: completes, on the sink's thread, when the sink has been given every market event published before.
     * Completes
     * with an {@link IllegalStateException} when the bus is or goes down. It needs a sink.
     */
    CompletableFuture<Void> flushMarker();

    /** Starts to hand market events to a sink, on one thread; once in the life of a bus. */
    void deliverMarketTo(MarketSink sink);

    /**
     * Starts to hand commands of other systems to a consumer, on one thread; once in the life of a bus. A command at
     * which the
     * consumer throws is delivered again, three times in all, and then goes to the dead-letter address.
     */
    void deliverCommandsTo(Consumer<String> consumer);

    /** Puts a command in line for the kernel; false when it is not accepted. */
    boolean publishCommand(String json);

    /** Puts a decision in line for other systems; false when it is not accepted. */
    boolean publishDecision(String json);

    /** Puts a dead letter in line; false when it is not accepted. */
    boolean publishDeadLetter(String json);

    /** Puts an alert in line for other systems; false when it is not accepted. */
    boolean publishAlert(String json);

    /** Sends what is in line, then stops; twice is harmless. */
    @Override
    void close();
}
