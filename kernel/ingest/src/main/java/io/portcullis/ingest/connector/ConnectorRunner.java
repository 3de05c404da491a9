package io.portcullis.ingest.connector;

import io.portcullis.ingest.bus.EventBus;
import io.portcullis.ingest.codec.MarketEventCodec;
import io.portcullis.ingest.connector.RunnerStatus.State;
import io.portcullis.model.market.MarketEvent;
import io.portcullis.spi.BadRecordSink;
import io.portcullis.spi.MarketStream;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pulls one stream on a thread of its own and publishes it to the bus: freely after {@link #start}, or step by step
 * with
 * {@link #advanceTo} where the host drives the time. A stream that throws stops its runner and nothing else.
 */
public final class ConnectorRunner implements AutoCloseable {
    private static final long STOP_TIMEOUT_SECONDS = 5;
    private static final Logger LOG = LoggerFactory.getLogger(ConnectorRunner.class);

    private final String name;
    private final MarketStream stream;
    private final EventBus bus;
    private final Pacing pacing;
    private final BadRecordSink badRecords;
    private final ExecutorService reader;
    private MarketEvent waiting;
    private volatile State state = State.IDLE;
    private volatile String problem = "";
    // Written by the reader alone, read by anyone.
    private volatile long published;
    private volatile long refused;
    private volatile long outOfOrder;
    private volatile long lastKnownNanos = Long.MIN_VALUE;

    /** A runner for a stream that it owns from now on; it reads nothing yet. */
    public ConnectorRunner(String name, MarketStream stream, EventBus bus, Pacing pacing, BadRecordSink badRecords) {
        this.name = name;
        this.stream = stream;
        this.bus = bus;
        this.pacing = pacing;
        this.badRecords = badRecords;
        this.reader = Executors.newSingleThreadExecutor(task -> {
            Thread thread = new Thread(task, "portcullis-connector-" + name);
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Publishes until the stream ends, and then completes; the stream's error is in {@link #status()}. */
    public CompletableFuture<Void> start() {
        return submit(() -> {
            publishTo(Long.MAX_VALUE);
            return CompletableFuture.completedFuture(null);
        });
    }

    /**
     * Publishes every event known up to a time, and completes when the bus has handed all of them to its sink.
     *
     * @return the known time of the first event that was held back; {@link Long#MAX_VALUE} when the stream has ended.
     * Completes
     *     with an {@link IllegalStateException} when the stream or the bus failed.
     */
    public CompletableFuture<Long> advanceTo(long knownNanos) {
        return submit(() -> publishAndMark(knownNanos));
    }

    private <T> CompletableFuture<T> submit(Supplier<CompletableFuture<T>> task) {
        try {
            return CompletableFuture.supplyAsync(task, reader).thenCompose(Function.identity());
        } catch (RejectedExecutionException e) {
            return CompletableFuture.failedFuture(new IllegalStateException("connector " + name + " is closed", e));
        }
    }

    private CompletableFuture<Long> publishAndMark(long knownNanos) {
        publishTo(knownNanos);
        if (state == State.FAILED || state == State.CLOSED) {
            throw new CompletionException(
                    new IllegalStateException("connector " + name + " " + state + ": " + problem));
        }
        long next = waiting == null ? Long.MAX_VALUE : waiting.knownTimeNanos();
        return bus.flushMarker().thenApply(passed -> next);
    }

    private void publishTo(long knownNanos) {
        if (state != State.IDLE) {
            return;
        }
        state = State.RUNNING;
        try {
            while (state == State.RUNNING && fetch() && waiting.knownTimeNanos() <= knownNanos) {
                publish(waiting);
                waiting = null;
            }
            settle(waiting == null ? State.ENDED : State.IDLE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            settle(State.CLOSED);
        } catch (IOException | RuntimeException e) {
            fail(e.toString());
            LOG.warn("step 1 ingest: connector {} failed after {} events", name, published, e);
        }
    }

    /** A failure noticed on the way must not be covered up by the end of the loop. */
    private void settle(State next) {
        if (state == State.RUNNING) {
            state = next;
        }
    }

    private void fail(String why) {
        problem = why;
        state = State.FAILED;
    }

    /** Makes the next event that is in order the waiting one; false at the end of the stream. */
    private boolean fetch() throws IOException, InterruptedException {
        while (waiting == null) {
            MarketEvent next = stream.next();
            if (next == null) {
                return false;
            }
            if (next.knownTimeNanos() >= lastKnownNanos) {
                waiting = next;
            } else {
                outOfOrder = outOfOrder + 1;
                badRecords.bad(
                        name,
                        0,
                        "known before its predecessor; a stream must not go back in time",
                        MarketEventCodec.toJson(next));
            }
        }
        return true;
    }

    private void publish(MarketEvent event) throws InterruptedException {
        boolean accepted = pacing == Pacing.WAIT ? bus.publishMarketOrWait(event) : bus.publishMarket(event);
        if (accepted) {
            published = published + 1;
            lastKnownNanos = event.knownTimeNanos();
        } else {
            refused = refused + 1;
            if (pacing == Pacing.WAIT) {
                fail("the bus took no more events: " + bus.problem());
            }
        }
    }

    /** What it did so far. */
    public RunnerStatus status() {
        return new RunnerStatus(name, state, problem, published, refused, outOfOrder, lastKnownNanos);
    }

    /** Stops reading and closes the stream; twice is harmless. */
    @Override
    public void close() {
        reader.shutdownNow();
        try {
            if (!reader.awaitTermination(STOP_TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("connector {} does not stop reading; its thread is left behind", name);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (state != State.FAILED && state != State.ENDED) {
            state = State.CLOSED;
        }
        stream.close();
    }
}
