package io.portcullis.spi;

import io.portcullis.model.market.MarketEvent;
import java.io.IOException;

/** Market events in the order in which they became known. One thread at a time. */
public interface MarketStream extends AutoCloseable {
    /**
     * The next event. A live stream blocks until there is one and honours interruption; bulk reading blocks on I/O only.
     *
     * @return the next event, never known before its predecessor; null at the end
     * @throws IOException when the source fails; the stream is unusable then
     * @throws InterruptedException when the thread is interrupted while waiting
     */
    MarketEvent next() throws IOException, InterruptedException;

    /** Frees files and sockets; twice is harmless. */
    @Override
    void close();
}
