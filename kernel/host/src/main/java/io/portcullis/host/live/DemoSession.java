package io.portcullis.host.live;

import com.codahale.metrics.MetricRegistry;
import io.portcullis.host.approval.ApprovalDesk;
import io.portcullis.host.cli.ExitCode;
import io.portcullis.host.cli.Progress;
import io.portcullis.host.cli.ServerClient;
import io.portcullis.host.cli.Sessions.DemoOptions;
import io.portcullis.host.cli.Sessions.SessionResult;
import io.portcullis.host.config.ConfigException;
import io.portcullis.host.config.EngineFile;
import io.portcullis.host.config.ServerSettings;
import io.portcullis.host.health.Alerts;
import io.portcullis.host.http.AdminEndpoint;
import io.portcullis.host.metrics.Metrics;
import io.portcullis.host.plugins.PluginSystem;
import io.portcullis.host.session.DailyCycle;
import io.portcullis.host.session.MarketDay;
import io.portcullis.host.session.RunCounts;
import io.portcullis.host.session.RunEvidence;
import io.portcullis.host.session.RunOutcome;
import io.portcullis.host.session.RunSummary;
import io.portcullis.host.session.StagedContent;
import io.portcullis.host.session.StateDigest;
import io.portcullis.host.timemachine.PastDesk;
import io.portcullis.ingest.connector.ConnectorRunner;
import io.portcullis.ingest.connector.Pacing;
import io.portcullis.model.calendar.TradingCalendar;
import io.portcullis.model.event.EngineEvent;
import io.portcullis.model.id.VenueId;
import io.portcullis.model.value.CurrencyCode;
import io.portcullis.model.value.Money;
import io.portcullis.policy.pack.PackContent;
import io.portcullis.spi.Connector;
import io.portcullis.spi.StreamRequest;
import io.portcullis.spi.Venue;
import io.portcullis.store.StoreConfig;
import io.portcullis.transport.DataLock;
import io.portcullis.transport.Durability;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A generated year through the whole server: plugins, bus, routes, recorded log, gate, venue channel, database and HTTP, all of
 * them the real ones, in virtual time.
 */
public final class DemoSession {
    private static final long SEED = 20261122;
    private static final LocalDate FROM = LocalDate.of(2024, 1, 2);
    private static final LocalDate TO = LocalDate.of(2025, 1, 31);
    private static final int HISTORY_DAYS = 400;
    private static final double CAPITAL = 10_000_000;
    private static final Duration PROJECTION_PATIENCE = Duration.ofSeconds(30);

    private final DemoOptions options;
    private final TradingCalendar calendar = TradingCalendar.nyse();
    private final RunCounts counts = new RunCounts();
    private final LatencyProbe probe = new LatencyProbe();
    private final Alerts alerts = new Alerts();

    /** A demo that writes into a folder. */
    public DemoSession(DemoOptions options) {
        this.options = options;
    }

    /** Runs it to the end. */
    public SessionResult run(Progress progress) throws Exception {
        long started = System.nanoTime();
        progress.at(0, "starting the server");
        clearOldData();
        ServerSettings server = ServerSettings.read(options.home(), ServerSettings.Profile.DEV);
        Money capital = Money.of(CAPITAL, CurrencyCode.USD);
        VirtualClock clock = new VirtualClock(calendar.openNanos(FROM) - DailyCycle.BEFORE_OPEN_NANOS);
        try (DataLock lock = DataLock.acquire(options.home().data());
                PluginSystem plugins = PluginSystem.start(options.home(), server)) {
            plugins.deployAll();
            Venue venue = venue(plugins);
            try (TradingCore core = new TradingCore(
                    options.home(),
                    lock,
                    new TradingCore.Options(Durability.PROCESS, false, Long.MAX_VALUE),
                    venue,
                    clock)) {
                RunOutcome outcome = trade(core, plugins, clock, capital, server, progress, started);
                RunSummary summary = new RunSummary(
                        "Portcullis demo, " + FROM + " to " + TO,
                        "generated market, seed " + SEED,
                        outcome,
                        probe.latencies(),
                        List.of("log durability: " + core.log().durability()));
                summary.write(options.out());
                progress.at(1, "done");
                return new SessionResult(ExitCode.OK, summary.lines(), summary.values());
            }
        }
    }

    private RunOutcome trade(
            TradingCore core,
            PluginSystem plugins,
            VirtualClock clock,
            Money capital,
            ServerSettings server,
            Progress progress,
            long started)
            throws Exception {
        try (RunEvidence evidence = RunEvidence.open(options.out(), capital);
                Edge edge = new Edge(
                        options.home(), StoreConfig.embedded(options.home().data()), core.log(), alerts)) {
            core.watchExits(alerts);
            core.core().listen(counts);
            core.core().listen(evidence);
            core.core().listen(probe);
            core.core().listen(edge.listener());
            core.core().listenToProduced(probe::produced);
            core.core().listenToOpportunities(opportunity -> counts.opportunity());
            edge.startRoutes(options.home());
            SortedMap<String, String> settings = EngineFile.read(options.home());
            core.startSession("DEMO", EngineEvent.SessionKind.DEMO, settings, capital);
            activate(core);
            StatusBoard board = new StatusBoard(server, "generated", List::of, alerts);
            PastDesk past = PastDesk.besideTrading(core.log(), options.home().data(), core.compiler());
            Questions questions = new Questions(core);
            ApprovalDesk approvals = new ApprovalDesk(questions);
            RuleRoom rules = new RuleRoom(options.home(), core, questions, approvals, server.profile());
            LiveApi api = new LiveApi(server, core, questions, rules, approvals, board, past, () -> "", () -> {});
            api.edge(edge);
            ServerSettings anyPort = server.withHttpPort(0);
            Metrics metrics = new Metrics(new MetricRegistry());
            CoreMetrics.follow(metrics, core);
            EdgeMetrics.follow(metrics, edge);
            try (AdminEndpoint endpoint =
                    AdminEndpoint.open(options.home(), anyPort, api, plugins.admin(), metrics.registry())) {
                progress.at(0.02, "trading; HTTP on 127.0.0.1:" + endpoint.port());
                DailyCycle cycle = days(core, edge, plugins, clock, progress);
                long end = core.core().processed();
                edge.projector().awaitApplied(end, PROJECTION_PATIENCE);
                String hash = core.core().ask(StateDigest::of).join();
                return new RunOutcome(
                        cycle.bars(),
                        counts,
                        evidence,
                        cycle.equalWeight(),
                        cycle.agentStatus(),
                        cycle.callScores(),
                        hash,
                        (System.nanoTime() - started) / 1e9);
            }
        }
    }

    private void activate(TradingCore core) throws IOException {
        PackContent pack = PackContent.ofFolder(options.home().rules().resolve("portfolio"));
        core.compiler().submit(pack);
        StagedContent.events(core.now(), "portfolio", pack).forEach(core::append);
        core.append(new EngineEvent.PackActivated(core.now(), pack.hash(), "demo"));
    }

    private DailyCycle days(TradingCore core, Edge edge, PluginSystem plugins, VirtualClock clock, Progress progress)
            throws IOException, InterruptedException {
        Connector connector = plugins.connector("generated");
        StreamRequest request = new StreamRequest("", FROM, TO, HISTORY_DAYS, SEED, new TreeMap<>());
        BusStream stream = new BusStream();
        edge.bus().deliverMarketTo(stream);
        CorePorts ports = new CorePorts(core, clock);
        DailyCycle cycle = new DailyCycle(ports, FROM, plugins.plugins().agents());
        DemoDesk desk = null;
        try (ConnectorRunner runner = new ConnectorRunner(
                "generated",
                connector.open(request, edge.deadLetters()),
                edge.bus(),
                Pacing.WAIT,
                edge.deadLetters())) {
            runner.start().thenCompose(done -> edge.bus().flushMarker()).whenComplete((done, failed) -> stream.end());
            MarketDay.Reader days = new MarketDay.Reader(stream);
            LocalDate first = calendar.plus(FROM, -HISTORY_DAYS);
            double total = calendar.tradingDaysBetween(first, TO);
            for (MarketDay day = days.next(); day != null; day = days.next()) {
                if (cycle.run(day)) {
                    desk = desk == null
                            ? new DemoDesk(core, ServerClient.asAdmin(options.home()), ports::settle)
                            : desk;
                    desk.endOfDay(day.date());
                    ports.settle();
                }
                double done = calendar.tradingDaysBetween(first, day.date()) / total;
                progress.at(0.02 + 0.96 * Math.min(1, done), day.date().toString());
            }
            String problem = runner.status().problem();
            if (!problem.isEmpty()) {
                throw new IllegalStateException("the generated market ended early: " + problem);
            }
        }
        return cycle;
    }

    private Venue venue(PluginSystem plugins) {
        return plugins.plugins()
                .venue(VenueId.of("simulated"))
                .orElseThrow(
                        () -> new ConfigException("the venue 'simulated' is not installed" + plugins.complaints()));
    }

    /** A demo begins anew: the data of an earlier one, in the demo's own folder, goes. */
    private void clearOldData() throws IOException {
        Path data = options.home().data();
        if (!Files.isDirectory(data)) {
            return;
        }
        // a demo that is running holds the lock, and then nothing is cleared
        DataLock.acquire(data).close();
        try (Stream<Path> files = Files.walk(data)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
