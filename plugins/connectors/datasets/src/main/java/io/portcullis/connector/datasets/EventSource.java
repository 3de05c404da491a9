package io.portcullis.connector.datasets;

import io.portcullis.model.market.MarketEvent;
import java.io.Closeable;
import java.io.IOException;

/** A file whose events stand in the order in which they were known. Not thread-safe. */
interface EventSource extends Closeable {
    /** The next event, never known before its predecessor; null at the end. */
    MarketEvent next() throws IOException;

    /** Frees the file; what goes wrong then does not matter any more. */
    @Override
    void close();
}
