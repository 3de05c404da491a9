package io.portcullis.host.live;

import com.codahale.metrics.MetricRegistry;
import io.portcullis.host.cli.ExitCode;
import io.portcullis.host.cli.Sessions.SessionResult;
import io.portcullis.host.cli.Sessions.StartOptions;
import io.portcullis.host.config.ConfigException;
import io.portcullis.host.config.EngineFile;
import io.portcullis.host.config.KillFlags;
import io.portcullis.host.config.ServerSettings;
import io.portcullis.host.http.AdminEndpoint;
import io.portcullis.host.plugins.PluginListener;
import io.portcullis.host.plugins.PluginSystem;
import io.portcullis.host.timemachine.PastDesk;
import io.portcullis.ingest.connector.ConnectorRunner;
import io.portcullis.ingest.connector.Pacing;
import io.portcullis.model.calendar.TradingCalendar;
import io.portcullis.model.event.EngineEvent;
import io.portcullis.model.gate.Scope;
import io.portcullis.model.id.AgentId;
import io.portcullis.model.id.PackHash;
import io.portcullis.model.id.VenueId;
import io.portcullis.model.value.CurrencyCode;
import io.portcullis.model.value.Money;
import io.portcullis.signals.agent.AgentStatus;
import io.portcullis.spi.Agent;
import io.portcullis.spi.Connector;
import io.portcullis.spi.StreamRequest;
import io.portcullis.spi.Venue;
import io.portcullis.transport.DataFolderInUseException;
import io.portcullis.transport.DataLock;
import io.portcullis.transport.Durability;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
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

    private final StartOptions options;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final TradingCalendar calendar = TradingCalendar.nyse();

    /** A server that is not running yet. */
    public LiveServer(StartOptions options) {
        this.options = options;
    }

    /** Runs until somebody stops it. */
    public SessionResult run(Consumer<String> ready) throws Exception {
        Thread hook = new Thread(this::stopAndWait, "stop-hook");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            start(ready);
            stopped.await();
            return new SessionResult(ExitCode.OK, List.of("stopped"), Map.of("stopped", true));
        } finally {
            closeAll();
            finished.countDown();
        }
    }

    private final CountDownLatch finished = new CountDownLatch(1);

    private void stopAndWait() {
        stopped.countDown();
        try {
            finished.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
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

    private void start(Consumer<String> ready) throws Exception {
        DataLock lock = register(lock());
        PluginSystem plugins = register(PluginSystem.start(options.home(), options.server(), pluginOverrides()));
        plugins.deployVenues();
        SortedMap<String, String> settings = EngineFile.read(options.home());
        settings.put("order.time.in.force", "DAY");
        Venue venue = venue(plugins, VenueId.of(settings.getOrDefault("venue", "simulated")));
        LongSupplier clock = new WallClock();
        TradingCore core = register(new TradingCore(options.home(), lock, coreOptions(), venue, clock));
        RuleRoom rules =
                register(new RuleRoom(options.home(), core, options.server().profile()));
        MarketFeed[] feed = new MarketFeed[1];
        StatusBoard board = new StatusBoard(options.server(), options.market(), () -> agentStatus(feed[0]));
        LiveApi api = new LiveApi(
                options.server(),
                core,
                rules,
                board,
                PastDesk.besideTrading(core.log(), options.home().data(), core.compiler()),
                stopped::countDown);
        MetricRegistry metrics = new MetricRegistry();
        new WalkMetrics(metrics, core);

        core.startSession(
                UUID.randomUUID().toString().substring(0, 8),
                EngineEvent.SessionKind.LIVE,
                settings,
                Money.of(CAPITAL, CurrencyCode.USD));
        repeatFlags(core);
        activateIfNone(core, rules);
        startClockwork(core);
        AdminEndpoint endpoint =
                register(AdminEndpoint.open(options.home(), options.server(), api, plugins.admin(), metrics));
        board.phase("READY");
        ready.accept(readyLine(core, endpoint));

        startRest(core, plugins, rules, api, feed);
    }

    private void startRest(TradingCore core, PluginSystem plugins, RuleRoom rules, LiveApi api, MarketFeed[] feed)
            throws IOException, InterruptedException {
        feed[0] = register(new MarketFeed(core));
        Edge edge = register(new Edge(options.home(), core.log()));
        core.core().listen(edge.listener());
        edge.bus().deliverMarketTo(feed[0]);
        api.edge(edge);
        plugins.deployAll();
        plugins.plugins().listen(new PluginListener() {
            @Override
            public void agentAdded(Agent agent) {
                feed[0].add(agent);
            }

            @Override
            public void agentRemoved(AgentId id) {
                feed[0].remove(id);
            }
        });
        plugins.watch();
        rules.watchIfDev();
        edge.startRoutes(options.home());
        startMarket(edge, plugins);
        every(1_000, TimeUnit.MILLISECONDS, "clock", feed[0]::second);
    }

    private DataLock lock() throws IOException {
        try {
            return DataLock.acquire(options.home().data());
        } catch (DataFolderInUseException e) {
            throw new ConfigException(e.getMessage(), e);
        }
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
        return new TradingCore.Options(durability, options.server().idle() == ServerSettings.Idle.LATENCY);
    }

    private Venue venue(PluginSystem plugins, VenueId id) {
        return plugins.plugins()
                .venue(id)
                .orElseThrow(() -> new ConfigException("the venue '" + id + "' of etc/engine.cfg is not installed in "
                        + options.home().plugins()));
    }

    private static List<AgentStatus> agentStatus(MarketFeed feed) {
        return feed == null ? List.of() : feed.agentStatus();
    }

    /** Flags that were set while nobody was there: the channel holds already, the log hears of it now. */
    private void repeatFlags(TradingCore core) {
        for (Scope scope : new KillFlags(options.home()).all()) {
            core.append(new EngineEvent.KillRequested(core.now(), scope, "flag-file", "set before the start"));
        }
    }

    private void activateIfNone(TradingCore core, RuleRoom rules) {
        boolean none = core.core()
                .ask(engine -> engine.policy().activePack().equals(PackHash.NONE))
                .join();
        if (none) {
            rules.activate(options.home().rules().resolve("portfolio"), "first-start");
        }
    }

    /** The venue's time, and the watchdog over the engine's. */
    private void startClockwork(TradingCore core) {
        boolean quotes = !options.market().equals("none");
        every(quotes ? VENUE_TURN_MILLIS : IDLE_VENUE_TURN_MILLIS, TimeUnit.MILLISECONDS, "venue-time", () -> {
            long now = core.now();
            core.channel().onVenueThread(() -> {
                core.venue().advanceTo(now);
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
            core.kill().raise(Scope.GLOBAL);
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
        Connector connector = plugins.plugins()
                .connector(name)
                .orElseThrow(() -> new ConfigException("the connector '" + name + "' is not installed"));
        LocalDate today = calendar.dateAt(new WallClock().getAsLong());
        StreamRequest request = new StreamRequest(
                generated ? "" : options.market(), today, null, HISTORY_DAYS, GENERATED_SEED, new TreeMap<>());
        ConnectorRunner runner = register(new ConnectorRunner(
                name,
                connector.open(request, edge.deadLetters()),
                edge.bus(),
                generated ? Pacing.DROP_OLDEST : Pacing.WAIT,
                edge.deadLetters()));
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
        executor.scheduleAtFixedRate(() -> run(name, task), period, period, unit);
    }

    /** A turn that fails must not be the last one. */
    private static void run(String name, Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            LOG.error("{}: {}", name, e.toString());
        }
    }

    private String readyLine(TradingCore core, AdminEndpoint endpoint) {
        return "ready on 127.0.0.1:" + endpoint.port() + ", profile "
                + options.server().profile().text() + ", market "
                + options.market() + ", venue " + options.venue() + ", durability "
                + core.log().durability()
                + ", replayed " + core.recovery().replayed() + " events";
    }

    /** Wall time, which a session never sees go backwards. */
    private static final class WallClock implements LongSupplier {
        @Override
        public long getAsLong() {
            java.time.Instant now = java.time.Instant.now();
            return Math.addExact(Math.multiplyExact(now.getEpochSecond(), 1_000_000_000L), now.getNano());
        }
    }
}
