package io.portcullis.host.plugins.sample;

import io.portcullis.spi.BadRecordSink;
import io.portcullis.spi.Connector;
import io.portcullis.spi.MarketStream;
import io.portcullis.spi.StreamRequest;
import java.util.concurrent.CountDownLatch;

/** Never comes back from its activation, and does not care to be interrupted. */
public final class HangingConnector implements Connector {
    public void activate() {
        CountDownLatch never = new CountDownLatch(1);
        while (true) {
            try {
                never.await();
            } catch (InterruptedException e) {
                // Stays, on purpose.
            }
        }
    }

    @Override
    public String name() {
        return "hanging";
    }

    @Override
    public MarketStream open(StreamRequest request, BadRecordSink badRecords) {
        throw new UnsupportedOperationException("never opened");
    }
}
