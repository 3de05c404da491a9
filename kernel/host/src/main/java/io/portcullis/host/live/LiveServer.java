package io.portcullis.host.live;

import io.portcullis.host.approval.ApprovalDesk;
import io.portcullis.host.cli.Sessions.StartOptions;
import io.portcullis.host.config.ConfigException;
import io.portcullis.host.config.EngineFile;
import io.portcullis.host.config.FeatureSettings;
import io.portcullis.host.config.GateSettings;
import io.portcullis.host.config.KillFlags;
import io.portcullis.host.config.LogFiles;
import io.portcullis.host.config.ServerSettings;
import io.portcullis.host.config.StoreSettings;
import io.portcullis.host.health.Alerts;
import io.portcullis.host.health.DiskGuard;
import io.portcullis.host.health.SessionClock;
import io.portcullis.host.http.AdminEndpoint;
import io.portcullis.host.plugins.PluginSystem;
import io.portcullis.host.server.AgentView;
import io.portcullis.host.server.LimitsView;
import io.portcullis.host.timemachine.PastDesk;
import io.portcullis.ingest.connector.ConnectorRunner;
import io.portcullis.ingest.connector.Pacing;
import io.portcullis.model.calendar.TradingCalendar;
import io.portcullis.model.event.EngineEvent;
import io.portcullis.model.gate.Scope;
import io.portcullis.model.id.PackHash;
import io.portcullis.model.id.VenueId;
import io.portcullis.model.value.CurrencyCode;
import io.portcullis.model.value.Money;
import io.portcullis.spi.Connector;
import io.portcullis.spi.StreamRequest;
import io.portcullis.spi.Venue;
import io.portcullis.store.StoreConfig;
import io.portcullis.transport.DataLock;
import io.portcullis.transport.Durability;
import io.portcullis.transport.LogException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The server on the wall clock. Opens what orders need first (log, engine, rules, venue, HTTP) and says that it is ready; agents,
 * bus, routes and database come after, and their absence stops no order.
 */
public final class LiveServer {
    private static final Logger LOG = LoggerFactory.getLogger(LiveServer.class);
    private static final double CAPITAL = 10_000_000;
    private static final int HISTORY_DAYS = 300;
    private static final long GENERATED_SEED = 1;
    private static final long VENUE_TURN_MILLIS = 2;
    private static final long IDLE_VENUE_TURN_MILLIS = 50;
    private static final long WATCHDOG_LOOK_MILLIS = 20;
    private static final long STALL_LOOK_MILLIS = 100;
    private static final long HEARTBEAT_LOOK_MILLIS = 250;
    private static final long LIMITS_LOOK_MILLIS = 500;

    private final StartOptions options;
    private final DataLock lock;
    private final Alerts alerts;
    private final Runnable stopAsked;
    private final CompletableFuture<Optional<Throwable>> ended = new CompletableFuture<>();
    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final TradingCalendar calendar = TradingCalendar.nyse();
    private Observation observation;

    /**
     * A server that is not running yet.
     *
     * @param lock on the data folder, held
     * @param stopAsked told when somebody asks over HTTP or the console to stop it
     */
    LiveServer(StartOptions options, DataLock lock, Alerts alerts, Runnable stopAsked) {
        this.options = options;
        this.lock = lock;
        this.alerts = alerts;
        this.stopAsked = stopAsked;
    }

    /**
     * Runs until somebody stops it, or until it loses its log.
     *
     * @param lostBefore why the server before this one lost its log; empty when there was none
     * @return what lost the log; empty when it was stopped
     */
    Optional<Throwable> run(Consumer<String> ready, String lostBefore) throws Exception {
        try {
            start(ready, lostBefore);
            return ended.join();
        } finally {
            closeAll();
        }
    }

    /** Ends it; {@link #run} returns. Any thread. */
    void stop() {
        ended.complete(Optional.empty());
    }

    private void stopByRequest() {
        stopAsked.run();
        stop();
    }

    /**
     * A state that cannot be trusted stays stopped, for people to look at; a disk may come back. An InternalError is how the JVM says
     * that a mapped file could not be written.
     */
    private void engineStopped(Throwable cause) {
        boolean disk = cause instanceof LogException
                || cause instanceof UncheckedIOException
                || cause instanceof InternalError;
        if (disk) {
            ended.complete(Optional.of(cause));
        }
    }

    private <T extends AutoCloseable> T register(T part) {
        open.push(part);
        return part;
    }

    private void closeAll() {
        while (!open.isEmpty()) {
            AutoCloseable part = open.pop();
            try {
                part.close();
            } catch (Exception e) {
                LOG.warn("{} could not be closed cleanly: {}", part.getClass().getSimpleName(), e.toString());
            }
        }
    }

    private void start(Consumer<String> ready, String lostBefore) throws Exception {
        StoreConfig database = StoreSettings.read(options.home());
        FeatureSettings featureSettings = FeatureSettings.read(options.home());
        // needs neither plugins nor venue, and takes longer than they do: beside them, and taken when there is a venue
        Recovering recovering =
                register(new Recovering(options.home(), lock, coreOptions().durability()));
        PluginSystem plugins = register(PluginSystem.start(options.home(), options.server(), pluginOverrides()));
        plugins.deployVenues();
        SortedMap<String, String> settings = EngineFile.read(options.home());
        settings.put("order.time.in.force", "DAY");
        Venue venue = venue(plugins, VenueId.of(settings.getOrDefault("venue", "simulated")));
        SessionClock clock = new SessionClock(LiveServer::wallNanos, System::nanoTime, alerts);
        TradingCore core = register(new TradingCore(options.home(), recovering.take(), coreOptions(), venue, clock));
        clock.notBefore(core.recovery().lastTimeNanos());
        CompiledJudging judging = register(new CompiledJudging(core, GateSettings.read(options.home()), alerts));
        core.failed().thenAccept(this::engineStopped);
        core.watchExits(alerts);
        MachineWatch machine = new MachineWatch(
                core,
                clock,
                new DiskGuard(options.home().data(), options.server().diskReserveMegabytes() << 20),
                alerts,
                Duration.ofMillis(options.server().stallMillis()));
        Questions questions = new Questions(core);
        ApprovalDesk approvals = new ApprovalDesk(questions);
        RuleRoom rules = register(new RuleRoom(
                options.home(), core, questions, approvals, options.server().profile()));
        MarketFeed[] feed = new MarketFeed[1];
        StatusBoard board = new StatusBoard(options.server(), options.market(), () -> agents(feed[0]), alerts);
        PastDesk past = PastDesk.besideTrading(core.log(), options.home().data(), core.compiler());
        LiveApi api = new LiveApi(
                options.server(), core, questions, rules, approvals, board, past, machine::stall, this::stopByRequest);
        observation = register(new Observation(options.server(), core, api, plugins, alerts));
        plugins.measureIn(observation.metrics());
        judging.measureIn(observation.metrics());

        String session = UUID.randomUUID().toString().substring(0, 8);
        LogFiles.session(session);
        core.startSession(session, EngineEvent.SessionKind.LIVE, settings, Money.of(CAPITAL, CurrencyCode.USD));
        keepVenue(core, plugins);
        repeatFlags(core, lostBefore);
        activateIfNone(core, rules);
        startClockwork(core);
        every(STALL_LOOK_MILLIS, TimeUnit.MILLISECONDS, "stall-watch", machine::lookAtCore);
        every(1_000, TimeUnit.MILLISECONDS, "machine-watch", machine::lookAround);
        // so that there is something to show when the engine cannot be asked
        every(1_000, TimeUnit.MILLISECONDS, "status", api::status);
        every(1_000, TimeUnit.MILLISECONDS, "metrics", observation::refresh);
        every(HEARTBEAT_LOOK_MILLIS, TimeUnit.MILLISECONDS, "heartbeats", api::lookAtHeartbeats);
        AdminEndpoint endpoint = register(
                AdminEndpoint.open(options.home(), options.server(), api, plugins.admin(), observation.registry()));
        board.phase("READY");
        ready.accept(readyLine(core, endpoint));

        FeatureRoom room = register(new FeatureRoom(options.home(), featureSettings, alerts));
        AgentDesk desk = new AgentDesk(options.home());
        feed[0] = register(new MarketFeed(
                core, room, desk, plugins.health(), options.server().pluginFailuresMax()));
        observation.feed(feed[0]);
        api.features(room.store());
        Edge edge = register(new Edge(options.home(), database, core.log(), alerts));
        observation.edge(edge);
        startRest(core, edge, plugins, rules, api, feed);
        watchLimits(edge, api);
        judging.begin();
    }

    private void watchLimits(Edge edge, LiveApi api) {
        AlertFeed told = new AlertFeed(
                edge.bus(),
                options.home().data().resolve("alerts"),
                GateSettings.read(options.home()).webhook(),
                observation.metrics());
        HeadroomWatch watch = new HeadroomWatch(System::nanoTime, told::tell);
        HeadroomMetrics metrics = new HeadroomMetrics(observation.metrics());
        every(LIMITS_LOOK_MILLIS, TimeUnit.MILLISECONDS, "limits", () -> {
            LimitsView limits = api.limits();
            metrics.show(limits);
            watch.look(limits);
        });
    }

    private void startRest(
            TradingCore core, Edge edge, PluginSystem plugins, RuleRoom rules, LiveApi api, MarketFeed[] feed)
            throws IOException, InterruptedException {
        core.core().listen(edge.listener());
        edge.bus().deliverMarketTo(feed[0]);
        api.edge(edge);
        every(1_000, TimeUnit.MILLISECONDS, "edge-watch", () -> edge.report(alerts));
        // before they come, so that each agent is taken in on its own plugin's thread
        plugins.plugins().listen(feed[0].agentListener());
        plugins.deployAll();
        plugins.watch();
        rules.watchIfDev();
        rules.keepActive();
        edge.startRoutes(options.home());
        startMarket(edge, plugins);
        every(1_000, TimeUnit.MILLISECONDS, "clock", feed[0]::second);
        every(MarketFeed.ASK_EVERY_SECONDS, TimeUnit.SECONDS, "agents", feed[0]::ask);
    }

    private void keepVenue(TradingCore core, PluginSystem plugins) {
        VenueKeeper keeper =
                new VenueKeeper(core, plugins.health(), options.server().pluginFailuresMax());
        core.desk().watch(keeper);
        plugins.plugins().listen(keeper);
    }

    private Map<String, Map<String, String>> pluginOverrides() {
        return options.venue().equals("simulated")
                ? Map.of()
                : Map.of("venue.simulated", Map.of("address", options.venue()));
    }

    private TradingCore.Options coreOptions() {
        Durability durability = options.server().durability() == ServerSettings.Durability.POWER
                ? Durability.POWER
                : Durability.PROCESS;
        return new TradingCore.Options(
                durability,
                options.server().idle() == ServerSettings.Idle.LATENCY,
                TimeUnit.MILLISECONDS.toNanos(options.server().orderAgeMillisMax()));
    }

    private Venue venue(PluginSystem plugins, VenueId id) {
        return plugins.plugins()
                .venue(id)
                .orElseThrow(() -> new ConfigException("the venue '" + id + "' of etc/engine.cfg is not installed in "
                        + options.home().plugins() + plugins.complaints()));
    }

    private static List<AgentView> agents(MarketFeed feed) {
        return feed == null ? List.of() : feed.agentViews();
    }

    /** Flags that were set while nobody was there: the channel holds already, the log hears of it now. */
    private void repeatFlags(TradingCore core, String lostBefore) throws IOException {
        KillFlags flags = new KillFlags(options.home());
        if (!lostBefore.isEmpty()) {
            core.kill().raise(Scope.GLOBAL, lostBefore); // the disk that was lost could not take it
            core.append(new EngineEvent.KillRequested(core.now(), Scope.GLOBAL, "host", lostBefore));
        }
        for (Scope scope : flags.all()) {
            core.append(new EngineEvent.KillRequested(
                    core.now(), scope, EngineEvent.KillRequested.FLAG_FILE, flags.reason(scope)));
        }
    }

    private void activateIfNone(TradingCore core, RuleRoom rules) {
        boolean none = core.core()
                .ask(engine -> engine.policy().activePack().equals(PackHash.NONE))
                .join();
        if (none) {
            rules.takeUp(options.home().rules().resolve("portfolio"), "first-start", "no pack judged yet");
        }
    }

    /** The venue's time, and the watchdog over the engine's. */
    private void startClockwork(TradingCore core) {
        boolean quotes = !options.market().equals("none");
        every(quotes ? VENUE_TURN_MILLIS : IDLE_VENUE_TURN_MILLIS, TimeUnit.MILLISECONDS, "venue-time", () -> {
            long now = core.now();
            core.channel().onVenueThread(() -> {
                core.desk().advanceTo(now);
                return null;
            });
        });
        long limit = TimeUnit.MILLISECONDS.toNanos(options.server().watchdogMillis());
        boolean[] said = new boolean[1];
        every(WATCHDOG_LOOK_MILLIS, TimeUnit.MILLISECONDS, "watchdog", () -> {
            boolean stalled = core.evaluationNanos() > limit;
            if (stalled && !said[0]) {
                stalled(core);
            }
            said[0] = stalled;
        });
    }

    private void stalled(TradingCore core) {
        LOG.error(
                "ENGINE_STALLED: one evaluation takes over {} ms; the venue channel is shut",
                options.server().watchdogMillis());
        try {
            core.kill().raise(Scope.GLOBAL, "ENGINE_STALLED");
            core.append(new EngineEvent.KillRequested(core.now(), Scope.GLOBAL, "watchdog", "ENGINE_STALLED"));
        } catch (IOException e) {
            LOG.error("the kill flag of the stalled engine could not be written", e);
        }
    }

    private void startMarket(Edge edge, PluginSystem plugins) throws IOException {
        if (options.market().equals("none")) {
            return;
        }
        boolean generated = options.market().equals("generated");
        String name = generated ? "generated" : "datasets";
        Connector connector = plugins.connector(name);
        LocalDate today = calendar.dateAt(wallNanos());
        StreamRequest request = new StreamRequest(
                generated ? "" : options.market(), today, null, HISTORY_DAYS, GENERATED_SEED, new TreeMap<>());
        ConnectorRunner runner = register(new ConnectorRunner(
                name,
                connector.open(request, edge.deadLetters()),
                edge.bus(),
                generated ? Pacing.DROP_OLDEST : Pacing.WAIT,
                edge.deadLetters()));
        observation.connector(runner);
        runner.start().exceptionally(failed -> {
            LOG.error("the market data of {} ended: {}", name, failed.getMessage());
            return null;
        });
    }

    private void every(long period, TimeUnit unit, String name, Runnable task) {
        ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(runnable -> {
            Thread thread = new Thread(runnable, name);
            thread.setDaemon(true);
            return thread;
        });
        register(executor::shutdownNow);
        String[] said = {""};
        executor.scheduleAtFixedRate(() -> run(name, task, said), period, period, unit);
    }

    /** A turn that fails must not be the last one; what fails again and again in the same way is said once. */
    private static void run(String name, Runnable task, String[] said) {
        try {
            task.run();
            said[0] = "";
        } catch (RuntimeException e) {
            if (!e.toString().equals(said[0])) {
                LOG.error("{}: {}", name, e.toString());
                said[0] = e.toString();
            }
        }
    }

    private String readyLine(TradingCore core, AdminEndpoint endpoint) {
        return "ready on 127.0.0.1:" + endpoint.port() + ", profile "
                + options.server().profile().text() + ", market "
                + options.market() + ", venue " + options.venue() + ", durability "
                + core.log().durability()
                + ", replayed " + core.recovery().replayed() + " events";
    }

    private static long wallNanos() {
        Instant now = Instant.now();
        return Math.addExact(Math.multiplyExact(now.getEpochSecond(), 1_000_000_000L), now.getNano());
    }
}
