package io.portcullis.ingest.recording;

import io.portcullis.model.market.MarketEvent;
import io.portcullis.spi.MarketStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** A stream of given events. */
final class ListStream implements MarketStream {
    private final Deque<MarketEvent> events;
    private boolean closed;

    ListStream(List<? extends MarketEvent> events) {
        this.events = new ArrayDeque<>(events);
    }

    @Override
    public MarketEvent next() {
        return events.poll();
    }

    @Override
    public void close() {
        closed = true;
    }

    boolean isClosed() {
        return closed;
    }
}
