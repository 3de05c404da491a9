package io.portcullis.testkit;

import io.portcullis.model.market.MarketEvent;
import io.portcullis.spi.BadRecordSink;
import io.portcullis.spi.Connector;
import io.portcullis.spi.MarketStream;
import io.portcullis.spi.StreamRequest;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;

/** Delivers a list of events; its only source is the empty one. */
public final class FakeConnector implements Connector {
    private final String name;
    private final List<MarketEvent> events;

    private FakeConnector(String name, List<? extends MarketEvent> events) {
        this.name = name;
        this.events = List.copyOf(events);
    }

    /** Delivers these, in this order. */
    public static FakeConnector of(String name, List<? extends MarketEvent> events) {
        return new FakeConnector(name, events);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public MarketStream open(StreamRequest request, BadRecordSink badRecords) throws IOException {
        if (!request.source().isEmpty()) {
            throw new FileNotFoundException(name + " has no source but the empty one, got " + request.source());
        }
        Iterator<MarketEvent> left = events.iterator();
        return new MarketStream() {
            @Override
            public MarketEvent next() {
                return left.hasNext() ? left.next() : null;
            }

            @Override
            public void close() {}
        };
    }
}
