package io.portcullis.host.session;

import io.portcullis.host.cli.ExitCode;
import io.portcullis.host.cli.Progress;
import io.portcullis.host.cli.Sessions.BacktestOptions;
import io.portcullis.host.cli.Sessions.SessionResult;
import io.portcullis.host.config.ConfigException;
import io.portcullis.host.config.EngineFile;
import io.portcullis.host.config.ServerSettings;
import io.portcullis.host.plugins.PluginSystem;
import io.portcullis.ingest.deadletter.DeadLetters;
import io.portcullis.model.id.VenueId;
import io.portcullis.model.value.CurrencyCode;
import io.portcullis.model.value.Money;
import io.portcullis.policy.pack.PackContent;
import io.portcullis.spi.Connector;
import io.portcullis.spi.Venue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The command {@code backtest}: plugins, data set, run, evidence. */
final class BacktestRun {
    private static final String PACK = "portfolio";

    private BacktestRun() {}

    static SessionResult run(BacktestOptions options, Progress progress) throws Exception {
        ServerSettings server = ServerSettings.read(options.home(), ServerSettings.Profile.DEV);
        try (PluginSystem plugins = PluginSystem.start(options.home(), server);
                DeadLetters deadLetters =
                        DeadLetters.toFolder(options.out().resolve("dead-letter"), Clock.systemUTC())) {
            plugins.deployAll();
            Connector connector = plugins.connector("datasets");
            var settings = EngineFile.read(options.home());
            VenueId venueId = VenueId.of(settings.getOrDefault("venue", "simulated"));
            Venue venue = plugins.plugins()
                    .venue(venueId)
                    .orElseThrow(() -> new ConfigException("the venue '" + venueId + "' is not installed in "
                            + options.home().plugins() + plugins.complaints()));
            BacktestPlan plan = new BacktestPlan(
                    connector,
                    options.dataset().toString(),
                    options.from(),
                    options.to(),
                    options.seed(),
                    heldBack(options),
                    plugins.plugins().agents(),
                    venue,
                    PackContent.ofFolder(options.home().rules().resolve(PACK)),
                    settings,
                    Money.of(options.capital(), CurrencyCode.USD),
                    out(options));
            RunOutcome outcome = run(plan, deadLetters, progress);
            RunSummary summary = new RunSummary(
                    "Back test " + options.from() + " to " + options.to(),
                    "historical sample",
                    outcome,
                    List.of(),
                    notes(deadLetters));
            if (options.timing()) {
                delete(out(options));
                summary.writeWork(options.out());
                return new SessionResult(ExitCode.OK, summary.workLines(), summary.work());
            }
            summary.write(options.out());
            return new SessionResult(ExitCode.OK, summary.lines(), summary.values());
        }
    }

    /** What tells how it went is written in any case, for that is work too; and goes unseen. */
    private static Path out(BacktestOptions options) throws IOException {
        return options.timing() ? Files.createDirectories(options.home().data().resolve("unseen")) : options.out();
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }

    private static SortedMap<String, String> heldBack(BacktestOptions options) {
        SortedMap<String, String> connector = new TreeMap<>();
        if (options.openHeldBack() || options.timing()) {
            connector.put("held.back", "open");
        }
        return connector;
    }

    /** A descriptor that makes no sense is the user's to mend, and says where. */
    private static RunOutcome run(BacktestPlan plan, DeadLetters deadLetters, Progress progress)
            throws IOException, InterruptedException {
        try {
            return new BacktestSession(plan, deadLetters).run(progress);
        } catch (BacktestSession.SourceRefusedException e) {
            throw new ConfigException(e.getMessage(), e);
        }
    }

    /** What the data set had to say about itself. */
    static List<String> notes(DeadLetters deadLetters) {
        List<String> notes = new ArrayList<>();
        deadLetters.counts().byKind().forEach((kind, count) -> notes.add(count + " bad records: " + kind));
        notes.addAll(deadLetters.notices());
        return notes;
    }
}
