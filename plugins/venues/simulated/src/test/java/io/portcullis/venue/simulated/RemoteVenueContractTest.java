package io.portcullis.venue.simulated;

import io.portcullis.model.id.ClientOrderId;
import io.portcullis.model.id.VenueId;
import io.portcullis.model.market.Bar;
import io.portcullis.spi.Venue;
import io.portcullis.testkit.TradingDays;
import io.portcullis.testkit.VenueContractTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same market behind its socket keeps the same contract. The process runs on a clock that the test sets; a question goes
 * through the same queue as everything else, so its answer says that what came before is done.
 */
@Timeout(60)
class RemoteVenueContractTest extends VenueContractTest {
    private static final ClientOrderId NOBODY = ClientOrderId.of("nobody-asks");

    @TempDir
    private Path folder;

    private final AtomicLong clock = new AtomicLong(1);
    private final PushedMarket market = new PushedMarket();
    private Thread thread;
    private RemoteClient probe;

    @Override
    protected Venue newVenue() {
        try {
            int port = startProcess();
            probe = new RemoteClient(port);
            probe.awaitLinks(true);
            return new RemoteVenue(VenueId.of("simulated"), new InetSocketAddress("127.0.0.1", port));
        } catch (IOException | InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError("the venue process does not start", e);
        }
    }

    private int startProcess() throws IOException, InterruptedException, ExecutionException, TimeoutException {
        VenueServer server = new VenueServer(0, folder.resolve("journal"), VenueFixture.settings(0.5), clock::get);
        CompletableFuture<Integer> port = new CompletableFuture<>();
        thread = new Thread(() -> {
            try (server) {
                server.serve(market, port::complete);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
        thread.start();
        return port.get(20, TimeUnit.SECONDS);
    }

    @AfterEach
    void stopProcess() throws InterruptedException {
        probe.close();
        thread.interrupt();
        thread.join(TimeUnit.SECONDS.toMillis(20));
    }

    @Override
    protected void trade(Venue target, Bar bar) {
        market.push(bar);
        try {
            market.awaitTaken();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        probe.venue.query(NOBODY);
        settle(target, TradingDays.openNanos(bar.session()));
        settle(target, TradingDays.closeNanos(bar.session()));
    }

    @Override
    protected void settle(Venue target, long timeNanos) {
        // Through the link under test first, so that what was sent on it arrives at the old time.
        flush(target);
        clock.set(timeNanos);
        probe.venue.query(NOBODY);
    }

    /** Asks until the link is up; a closed venue cannot be asked, and has nothing under way either. */
    private static void flush(Venue target) {
        RemoteClient.await().until(() -> {
            try {
                target.query(NOBODY);
                return true;
            } catch (UncheckedIOException e) {
                return false;
            } catch (IllegalStateException e) {
                return true;
            }
        });
    }
}
