package io.portcullis.spi;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.IntConsumer;

/**
 * A venue that can also run as a process of its own, for drills in which the kernel is killed and the venue is not.
 *
 * <p>Register one as an OSGi Declarative Services component beside the {@link Venue}.
 */
public interface VenueProcess {
    /**
     * Listens on a loopback port and trades until the thread is interrupted.
     *
     * @param port TCP port on 127.0.0.1; 0 picks a free one
     * @param journal append-only file; every order received and every report sent is forced to disk before it takes effect
     * @param seed seed of the market and of the fills
     * @param market the market to trade in; closed by the caller
     * @param ready told the port once it listens
     * @throws IOException when the port is in use or the journal cannot be written, with a message that names it
     */
    void serve(int port, Path journal, long seed, MarketStream market, IntConsumer ready)
            throws IOException, InterruptedException;
}
