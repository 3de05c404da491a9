package io.portcullis.host.live;

import io.portcullis.ingest.bus.MarketSink;
import io.portcullis.model.market.MarketEvent;
import io.portcullis.spi.MarketStream;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/** The bus's market data as a stream that a driver pulls: what lies between is bounded, so a slow driver slows the bus. */
final class BusStream implements MarketSink, MarketStream {
    private static final int AHEAD_MAX = 1024;

    private final BlockingQueue<Optional<MarketEvent>> events = new ArrayBlockingQueue<>(AHEAD_MAX);

    @Override
    public void onMarket(MarketEvent event) {
        put(Optional.of(event));
    }

    /** No event will come any more. */
    void end() {
        put(Optional.empty());
    }

    private void put(Optional<MarketEvent> event) {
        try {
            events.put(event);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public MarketEvent next() throws InterruptedException {
        return events.take().orElse(null);
    }

    @Override
    public void close() {
        events.clear();
    }
}
