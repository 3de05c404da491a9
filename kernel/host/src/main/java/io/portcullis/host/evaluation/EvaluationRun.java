package io.portcullis.host.evaluation;

import io.portcullis.host.cli.ExitCode;
import io.portcullis.host.cli.Progress;
import io.portcullis.host.cli.Sessions.EvaluationOptions;
import io.portcullis.host.cli.Sessions.SessionResult;
import io.portcullis.host.config.ConfigException;
import io.portcullis.host.config.Home;
import io.portcullis.host.config.ServerSettings;
import io.portcullis.host.plugins.PluginSystem;
import io.portcullis.host.server.Json;
import io.portcullis.ingest.deadletter.DeadLetters;
import io.portcullis.model.calendar.TradingCalendar;
import io.portcullis.signals.agent.AgentStatus;
import io.portcullis.signals.evaluation.Agreement;
import io.portcullis.signals.evaluation.CallSeries;
import io.portcullis.signals.evaluation.Controls;
import io.portcullis.signals.evaluation.Fold;
import io.portcullis.signals.evaluation.Protocol;
import io.portcullis.signals.evaluation.WalkForward;
import io.portcullis.spi.Agent;
import io.portcullis.spi.Connector;
import io.portcullis.spi.MarketStream;
import io.portcullis.spi.StreamRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The command {@code evaluate}: plugins, data set, agents, folds, page. */
public final class EvaluationRun {
    /** A year of bars, and a year of the agents' own. */
    private static final int HISTORY_DAYS = 520;

    private static final int CONTROL_DRAWS = 100;
    private static final int CONTROL_CALLS_MIN = 30;
    private static final int DIGEST_BYTES = 6;

    private final EvaluationOptions options;
    private final TradingCalendar calendar = TradingCalendar.nyse();

    public EvaluationRun(EvaluationOptions options) {
        this.options = options;
    }

    /** Runs it. */
    public SessionResult run(Progress progress) throws Exception {
        long started = System.nanoTime();
        TrialLedger ledger = new TrialLedger(options.ledger());
        if (options.openHeldBack()) {
            ledger.requireUnopened(dataset());
        }
        ServerSettings server = ServerSettings.read(options.home(), ServerSettings.Profile.DEV);
        try (PluginSystem plugins = PluginSystem.start(options.home(), server);
                DeadLetters deadLetters =
                        DeadLetters.toFolder(options.out().resolve("dead-letter"), Clock.systemUTC())) {
            plugins.deployAll();
            Connector connector = plugins.connector("datasets");
            List<Agent> agents = plugins.plugins().agents();
            try (MarketStream stream = open(connector, deadLetters);
                    AgentRun run = new AgentRun(agents, options.from(), options.seed(), batch -> {})) {
                run.run(stream, day -> progress.at(share(day), day.toString()));
                if (run.firstDay() == 0) {
                    throw new ConfigException(
                            "the data set has no trading day between " + options.from() + " and " + options.to());
                }
                return judge(run, ledger, started);
            }
        }
    }

    private MarketStream open(Connector connector, DeadLetters deadLetters) throws IOException {
        SortedMap<String, String> settings = new TreeMap<>();
        if (options.openHeldBack()) {
            settings.put("held.back", "open");
        }
        try {
            return connector.open(
                    new StreamRequest(
                            options.dataset().toString(),
                            options.from(),
                            options.to(),
                            HISTORY_DAYS,
                            options.seed(),
                            settings),
                    deadLetters);
        } catch (IllegalArgumentException e) {
            throw new ConfigException(e.getMessage(), e);
        }
    }

    private double share(LocalDate day) {
        LocalDate first = calendar.plus(options.from(), -HISTORY_DAYS);
        double total = Math.max(1, calendar.tradingDaysBetween(first, options.to()));
        return day.isBefore(first) ? 0 : Math.min(1, calendar.tradingDaysBetween(first, day) / total);
    }

    private String dataset() {
        return options.dataset().getFileName().toString().replaceAll("\\.yaml$", "");
    }

    private SessionResult judge(AgentRun run, TrialLedger ledger, long started) throws IOException {
        Protocol protocol = options.testFrom() == null
                ? Protocol.folds(run.firstDay(), run.lastDay(), options.folds())
                : Protocol.from(run.firstDay(), run.lastDay(), run.dayOf(options.testFrom()));
        LocalDate testFrom = run.date(protocol.testFrom().get(0));
        ledger.add(new TrialLedger.Look(
                LocalDate.now(Clock.systemUTC()),
                dataset(),
                options.from(),
                options.to(),
                testFrom,
                protocol.testFrom().size(),
                options.openHeldBack(),
                settings(options.home()),
                run.status().size()));
        int trials = ledger.settingsTried(dataset()) * Math.max(1, run.calls().size());
        List<Evaluated> agents = new ArrayList<>();
        for (AgentStatus status : run.status()) {
            agents.add(judge(run, status, protocol, trials));
        }
        String head = "Data set `" + dataset() + "`, " + options.from() + " to " + options.to() + ", judged from "
                + testFrom + " on in " + protocol.testFrom().size() + " fold(s), embargo " + protocol.embargoDays()
                + " days, horizons purged; " + trials + " trials counted ("
                + options.ledger().getFileName()
                + "); settings " + settings(options.home()) + ", seed " + options.seed() + ".";
        SortedMap<Agreement.Pair, Agreement.Together> pairs = run.agreement().pairs();
        EvaluationPage page = new EvaluationPage(head, agents, pairs);
        Files.writeString(options.out().resolve("agents.md"), page.text() + "\n");
        if (options.page() != null) {
            EvaluationPage.into(options.page(), options.section(), page.text());
        }
        double seconds = (System.nanoTime() - started) / 1e9;
        return result(agents, pairs, page.text(), seconds);
    }

    private Evaluated judge(AgentRun run, AgentStatus status, Protocol protocol, int trials) {
        CallSeries calls = run.calls().getOrDefault(status.agent(), new CallSeries(status.agent()));
        boolean enough = calls.size() >= CONTROL_CALLS_MIN;
        return new Evaluated(
                status,
                calls.size(),
                run.coverage(status),
                WalkForward.of(calls, status.inputs().horizonDays(), protocol),
                enough ? Controls.of(calls, CONTROL_DRAWS, options.seed()) : null,
                enough ? Controls.labelsAsTheyAre(calls) : Double.NaN,
                trials);
    }

    /** Digest of what the agents are set to: another one is another trial. */
    private static String settings(Home home) throws IOException {
        try (Stream<Path> files = Files.list(home.etc())) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (Path file : files.filter(path -> path.getFileName().toString().startsWith("agent."))
                    .sorted()
                    .toList()) {
                digest.update(file.getFileName().toString().getBytes(StandardCharsets.UTF_8));
                digest.update(Files.readAllBytes(file));
            }
            return HexFormat.of().formatHex(digest.digest(), 0, DIGEST_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private SessionResult result(
            List<Evaluated> agents, Map<Agreement.Pair, Agreement.Together> pairs, String page, double seconds)
            throws IOException {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("dataset", dataset());
        values.put("from", options.from().toString());
        values.put("to", options.to().toString());
        values.put("wallSeconds", seconds);
        values.put("agents", agents.stream().map(EvaluationRun::values).toList());
        values.put("rankCorrelations", correlations(pairs));
        Files.writeString(options.out().resolve("agents.json"), Json.write(values) + "\n");
        List<String> lines = new ArrayList<>(page.lines().toList());
        lines.add(
                String.format(Locale.ROOT, "%.1f s; %s", seconds, options.out().resolve("agents.md")));
        return new SessionResult(ExitCode.OK, lines, values);
    }

    private static Map<String, Object> correlations(Map<Agreement.Pair, Agreement.Together> pairs) {
        Map<String, Object> all = new LinkedHashMap<>();
        pairs.forEach((pair, together) -> {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("both", together.both());
            put(row, "rankCorrelation", together.rankCorrelation());
            all.put(pair.first() + ", " + pair.second(), row);
        });
        return all;
    }

    private static Map<String, Object> values(Evaluated agent) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("agent", agent.name());
        values.put("signals", agent.status().signals());
        values.put("closed", agent.closed());
        values.put("coverage", agent.coverage());
        values.put("mayClaim60Percent", agent.mayClaimSixtyPercent());
        if (agent.judged()) {
            Fold all = agent.walk().all();
            put(values, "calls", all.score().calls());
            put(values, "effective", all.score().effectiveCalls());
            put(values, "hitRate", all.score().hitRate());
            put(values, "hitRateLow", all.score().hitRateLow());
            put(values, "hitRateHigh", all.score().hitRateHigh());
            put(values, "payoffRatio", all.score().payoffRatio());
            put(values, "expectancyBps", all.score().expectancyBps());
            put(values, "expectancyErrorBps", all.expectancyBps().error());
            values.put("blocks", all.expectancyBps().blocks());
            put(values, "adjustedP", agent.adjustedP());
            put(values, "informationCoefficient", all.score().informationCoefficient());
            put(values, "brierSaid", all.brierRaw());
            put(values, "brierCalibrated", all.brierCalibrated());
            put(values, "brierBase", all.brierBase());
        }
        if (agent.controls() != null) {
            put(values, "randomSignsMean", agent.controls().signs().mean());
            put(values, "randomSignsBeyondTwo", agent.controls().signs().beyondTwo());
            put(values, "shuffledLabelsMean", agent.controls().labels().mean());
            put(values, "shuffledLabelsBeyondTwo", agent.controls().labels().beyondTwo());
        }
        return values;
    }

    /** JSON has no NaN: what cannot be told is left out. */
    private static void put(Map<String, Object> values, String key, double value) {
        if (Double.isFinite(value)) {
            values.put(key, value);
        }
    }
}
