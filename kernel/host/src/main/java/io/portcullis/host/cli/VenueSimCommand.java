package io.portcullis.host.cli;

import io.portcullis.host.config.Home;
import io.portcullis.host.config.ServerSettings;
import io.portcullis.host.config.ServerSettings.Profile;
import io.portcullis.host.plugins.PluginSystem;
import io.portcullis.spi.BadRecordSink;
import io.portcullis.spi.Connector;
import io.portcullis.spi.MarketStream;
import io.portcullis.spi.StreamRequest;
import io.portcullis.spi.VenueProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(name = "venue-sim", description = "Run the simulated venue as a process of its own on 127.0.0.1.")
final class VenueSimCommand implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(VenueSimCommand.class);
    private static final int HISTORY_DAYS = 300;
    private static final int END_SECONDS_MAX = 6;

    private final Terminal terminal;

    @Spec
    private CommandSpec spec;

    @Mixin
    private JsonOption json;

    @Option(
            names = "--port",
            required = true,
            paramLabel = "N",
            description = "TCP port on 127.0.0.1; 0 picks a free one")
    private int port;

    @Option(
            names = "--journal",
            required = true,
            paramLabel = "FILE",
            description = "append-only file, forced to disk, of every order received and every report sent")
    private Path journal;

    @Option(
            names = "--seed",
            defaultValue = "1",
            paramLabel = "N",
            description = "of market and fills (default: ${DEFAULT-VALUE})")
    private long seed;

    VenueSimCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        if (port < 0 || port > 65535) {
            throw new ParameterException(spec.commandLine(), "--port must be from 0 to 65535, got " + port);
        }
        CountDownLatch ended = new CountDownLatch(1);
        Thread hook = endWhenAsked(Thread.currentThread(), ended);
        Path scratch = Files.createTempDirectory("portcullis-venue");
        try {
            Home home = Home.of(scratch);
            ServerSettings settings = ServerSettings.read(home, Profile.DEV);
            try (PluginSystem plugins = PluginSystem.start(home, settings)) {
                plugins.deploy(Set.of("venue", "connector"));
                serve(plugins);
            }
        } finally {
            delete(scratch);
            ended.countDown();
            release(hook);
        }
        return ExitCode.OK.number();
    }

    private void serve(PluginSystem plugins) throws IOException {
        VenueProcess venue = plugins.plugins()
                .venueProcess()
                .orElseThrow(() -> missing(plugins, "a venue that can be its own process"));
        Connector connector = plugins.plugins()
                .connector("generated")
                .orElseThrow(() -> missing(plugins, "the connector 'generated'"));
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        StreamRequest request = new StreamRequest("", today, null, HISTORY_DAYS, seed, new TreeMap<>());
        try (MarketStream market = connector.open(request, new LoggedBadRecords())) {
            venue.serve(port, journal, seed, market, this::ready);
        } catch (InterruptedException e) {
            LOG.debug("asked to end");
        }
    }

    private static CommandFailure missing(PluginSystem plugins, String what) {
        return new CommandFailure(
                ExitCode.FAILED,
                "no plugin offers " + what + "; plugins/ of the installation holds one" + plugins.complaints());
    }

    /** A signal ends the process through its shutdown hooks: ours lets the venue close its journal and the scratch folder go. */
    private static Thread endWhenAsked(Thread server, CountDownLatch ended) {
        Thread hook = new Thread(
                () -> {
                    server.interrupt();
                    try {
                        ended.await(END_SECONDS_MAX, TimeUnit.SECONDS);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "venue-sim-end");
        Runtime.getRuntime().addShutdownHook(hook);
        return hook;
    }

    private static void release(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            LOG.debug("the process is ending, and the hook with it");
        }
    }

    private void ready(int listening) {
        if (json.isOn()) {
            terminal.json(Map.of(
                    "port", listening, "journal", journal.toAbsolutePath().toString()));
        } else {
            terminal.line("venue-sim listens on 127.0.0.1:" + listening + ", journal " + journal.toAbsolutePath());
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    /** A generated market has no bad records; were one to come, it would be a defect worth a line. */
    private static final class LoggedBadRecords implements BadRecordSink {
        @Override
        public void bad(String source, long line, String reason, String content) {
            LOG.warn("bad record from {}:{}: {}", source, line, reason);
        }

        @Override
        public void notice(String source, String message) {
            LOG.info("{}: {}", source, message);
        }
    }
}
