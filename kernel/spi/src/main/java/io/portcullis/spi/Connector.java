package io.portcullis.spi;

import java.io.IOException;

/**
 * A way for market data to come in (step 1 of the walk). Register one as an OSGi Declarative Services component.
 *
 * <p><b>Thread.</b> {@link #open} may be called from any thread and more than once; each stream is used by one thread.
 *
 * <p><b>Errors.</b> A request that cannot be served at all (missing file, unknown role, column that is not there) throws, with a
 * message that says what, where, and what would be right. A single bad record never throws: it goes to the
 * {@link BadRecordSink} and the stream goes on.
 */
public interface Connector {
    /** Its name, such as {@code datasets}; never null, unique among the installed connectors. */
    String name();

    /**
     * Opens a stream of events in the order in which they became known.
     *
     * @param request what to read
     * @param badRecords where records go that cannot be used
     * @throws IOException when the source cannot be opened
     * @throws IllegalArgumentException when the request makes no sense
     */
    MarketStream open(StreamRequest request, BadRecordSink badRecords) throws IOException;
}
