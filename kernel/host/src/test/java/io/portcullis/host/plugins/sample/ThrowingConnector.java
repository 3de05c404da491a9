package io.portcullis.host.plugins.sample;

import io.portcullis.spi.BadRecordSink;
import io.portcullis.spi.Connector;
import io.portcullis.spi.MarketStream;
import io.portcullis.spi.StreamRequest;

/** Throws when it is activated. */
public final class ThrowingConnector implements Connector {
    public void activate() {
        throw new IllegalStateException("no feed today");
    }

    @Override
    public String name() {
        return "throwing";
    }

    @Override
    public MarketStream open(StreamRequest request, BadRecordSink badRecords) {
        throw new UnsupportedOperationException("never opened");
    }
}
