package io.portcullis.system.evidence;

import io.portcullis.host.config.EngineFile;
import io.portcullis.host.config.Home;
import io.portcullis.host.session.BacktestPlan;
import io.portcullis.host.session.BacktestSession;
import io.portcullis.host.session.RunOutcome;
import io.portcullis.host.session.RunSummary;
import io.portcullis.model.value.CurrencyCode;
import io.portcullis.model.value.Money;
import io.portcullis.policy.pack.PackContent;
import io.portcullis.spi.Agent;
import io.portcullis.spi.BadRecordSink;
import io.portcullis.spi.Connector;
import io.portcullis.spi.Venue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Back tests in this process, on the shipped rules and settings. */
final class Runs {
    static final double CAPITAL = 10_000_000;

    private static final BadRecordSink SILENT = new BadRecordSink() {
        @Override
        public void bad(String source, long line, String reason, String content) {
            throw new IllegalStateException(source + ":" + line + " " + reason + ": " + content);
        }

        @Override
        public void notice(String source, String message) {
            // the command line prints these; nothing here depends on them
        }
    };

    private Runs() {}

    /** What is run on. */
    record Market(Connector connector, String source, LocalDate from, LocalDate to, long seed) {
        Market until(LocalDate earlier) {
            return new Market(connector, source, from, earlier, seed);
        }

        Market through(Connector other) {
            return new Market(other, source, from, to, seed);
        }
    }

    static RunOutcome run(Market market, List<Agent> agents, Path out) throws IOException, InterruptedException {
        return run(market, agents, PluginParts.simulated(), out);
    }

    static RunOutcome run(Market market, List<Agent> agents, Venue venue, Path out)
            throws IOException, InterruptedException {
        return run(market, agents, venue, root().resolve("rules/portfolio"), Map.of(), out);
    }

    /** A run under another rule pack, with some of the engine's settings others than the shipped ones. */
    static RunOutcome run(
            Market market, List<Agent> agents, Venue venue, Path pack, Map<String, String> others, Path out)
            throws IOException, InterruptedException {
        SortedMap<String, String> settings = EngineFile.read(new Home(root(), out.resolve("data")));
        settings.putAll(others);
        BacktestPlan plan = new BacktestPlan(
                market.connector(),
                market.source(),
                market.from(),
                market.to(),
                market.seed(),
                new TreeMap<>(),
                agents,
                venue,
                PackContent.ofFolder(pack),
                settings,
                Money.of(CAPITAL, CurrencyCode.USD),
                out);
        RunOutcome outcome = new BacktestSession(plan, SILENT).run((fraction, what) -> {});
        new RunSummary("evidence", "generated market", outcome, List.of(), List.of()).write(out);
        return outcome;
    }

    /** The repository, from whichever module's folder the tests run in. */
    static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(folder.resolve("rules/portfolio"))) {
            folder = folder.getParent();
        }
        return folder;
    }

    static Path limits() {
        return root().resolve("rules/portfolio/limits.csv");
    }
}
