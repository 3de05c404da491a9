package io.portcullis.venue.simulated;

import io.portcullis.model.market.Quote;
import io.portcullis.model.value.Price;
import io.portcullis.model.value.Quantity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A venue process on a thread of its own, on the wall clock, with a quote that never runs out. */
final class RunningProcess implements AutoCloseable {
    final int port;

    private final PushedMarket market = new PushedMarket();
    private final CompletableFuture<Integer> ready = new CompletableFuture<>();
    private final Thread thread;

    RunningProcess(int wantedPort, Path journal) throws Exception {
        SimulatedVenueProcess process = new SimulatedVenueProcess(seed -> VenueFixture.settings(0));
        thread = new Thread(
                () -> {
                    try {
                        process.serve(wantedPort, journal, 1, market, ready::complete);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    } catch (IOException | RuntimeException e) {
                        ready.completeExceptionally(e);
                    }
                },
                "test-venue-process");
        thread.start();
        port = ready.get(20, TimeUnit.SECONDS);
        market.push(new Quote(
                VenueFixture.AAA,
                Price.of(99.98),
                Quantity.ofShares(1_000_000_000),
                Price.of(100.02),
                Quantity.ofShares(1_000_000_000),
                1,
                1));
        market.awaitTaken();
    }

    static List<JsonLine> journal(Path file) throws IOException {
        return Files.readAllLines(file).stream().map(JsonLine::parse).toList();
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(20));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            throw new AssertionError("the venue process did not end when it was interrupted");
        }
    }
}
