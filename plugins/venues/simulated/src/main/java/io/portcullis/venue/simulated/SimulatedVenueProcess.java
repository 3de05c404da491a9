package io.portcullis.venue.simulated;

import io.portcullis.spi.MarketStream;
import io.portcullis.spi.VenueProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.function.IntConsumer;
import java.util.function.LongFunction;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * The same market as a process of its own, on the wall clock, with a journal that survives it. Its journal is what a crash test
 * believes, so it holds every order received, copies included.
 */
@Component(service = VenueProcess.class, configurationPid = VenueConfig.PID)
public final class SimulatedVenueProcess implements VenueProcess {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final LongFunction<ExchangeSettings> settingsForSeed;

    /** Reads the configuration; the seed comes with {@link #serve}. */
    @Activate
    public SimulatedVenueProcess(VenueConfig.Keys keys) {
        this.settingsForSeed = seed -> VenueConfig.settings(keys, seed);
    }

    SimulatedVenueProcess(LongFunction<ExchangeSettings> settingsForSeed) {
        this.settingsForSeed = settingsForSeed;
    }

    @Override
    public void serve(int port, Path journal, long seed, MarketStream market, IntConsumer ready)
            throws IOException, InterruptedException {
        Clock wall = Clock.systemUTC();
        try (VenueServer server =
                new VenueServer(port, journal, settingsForSeed.apply(seed), () -> nanosOf(wall.instant()))) {
            server.serve(market, ready);
        }
    }

    private static long nanosOf(Instant instant) {
        return instant.getEpochSecond() * NANOS_PER_SECOND + instant.getNano();
    }
}
