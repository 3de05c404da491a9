package io.portcullis.venue.simulated;

import io.portcullis.model.market.MarketEvent;
import io.portcullis.spi.MarketStream;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** A live market that says what a test pushes, and knows when that has been taken over. Thread-safe. */
final class PushedMarket implements MarketStream {
    private final LinkedBlockingQueue<MarketEvent> events = new LinkedBlockingQueue<>();
    private final AtomicLong pushed = new AtomicLong();
    private final AtomicLong asked = new AtomicLong();

    void push(MarketEvent event) {
        pushed.incrementAndGet();
        events.add(event);
    }

    /** Who asks for the next event has taken over the one before. */
    void awaitTaken() throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (asked.get() <= pushed.get()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("the venue did not take the market's events");
            }
            Thread.sleep(1);
        }
    }

    @Override
    public MarketEvent next() throws InterruptedException {
        asked.incrementAndGet();
        return events.take();
    }

    @Override
    public void close() {
        events.clear();
    }
}
