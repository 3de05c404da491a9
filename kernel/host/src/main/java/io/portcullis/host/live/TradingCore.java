package io.portcullis.host.live;

import io.portcullis.engine.Engine;
import io.portcullis.engine.EngineSettings;
import io.portcullis.engine.gate.TradingStates;
import io.portcullis.host.config.Home;
import io.portcullis.host.health.Alerts;
import io.portcullis.model.event.EngineEvent;
import io.portcullis.model.gate.Scope;
import io.portcullis.model.gate.TradingState;
import io.portcullis.model.id.VenueId;
import io.portcullis.model.order.VenueReport;
import io.portcullis.model.value.Money;
import io.portcullis.policy.gate.DroolsGate;
import io.portcullis.policy.gate.PackCompiler;
import io.portcullis.spi.Venue;
import io.portcullis.transport.DataLock;
import io.portcullis.transport.Durability;
import io.portcullis.transport.archive.ArchiveLog;
import io.portcullis.transport.channel.KillSwitch;
import io.portcullis.transport.channel.VenueChannel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What was recovered, with kill switch and venue channel around it: opened in the order that makes them safe. The demo and the
 * live server are two users of it.
 */
final class TradingCore implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TradingCore.class);

    private static final long LAST_SNAPSHOT_SECONDS_MAX = 10;

    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final LongSupplier clock;
    private final Path dataFolder;
    private final VenueId venueId;
    private final RecoveredEngine recovered;
    private final ArchiveLog log;
    private final Engine engine;
    private final KillSwitch kill;
    private final VenueDesk desk;
    private final VenueChannel channel;
    private final EngineCore core;
    private final RecoveredEngine.Recovery recovery;
    private final CompletableFuture<Throwable> failed = new CompletableFuture<>();
    private final Set<Scope> pushed = new HashSet<>();
    private final AtomicInteger linkUps = new AtomicInteger();
    private long pushedVersion = -1;
    /** Until the session begins: whoever keeps a venue keeps the classes of its plugin, when another version is there long since. */
    private Venue firstVenue;

    /**
     * How to open.
     *
     * @param durability what an acknowledged event survives
     * @param spin whether the engine's thread never parks
     * @param orderAgeNanosMax how long after it was asked for an order may still leave, nanoseconds of session time
     */
    record Options(Durability durability, boolean spin, long orderAgeNanosMax) {}

    TradingCore(Home home, DataLock lock, Options options, Venue venue, LongSupplier clock) throws IOException {
        this(home, RecoveredEngine.open(home, lock, options.durability()), options, venue, clock);
    }

    /** Takes over what was recovered, and closes it when the rest cannot be opened. */
    TradingCore(Home home, RecoveredEngine recovered, Options options, Venue venue, LongSupplier clock)
            throws IOException {
        this.clock = clock;
        this.dataFolder = home.data();
        this.recovered = register(recovered);
        this.log = recovered.log();
        this.engine = recovered.engine();
        this.recovery = recovered.recovery();
        this.firstVenue = venue;
        try {
            venueId = venue.id();
            kill = register(KillSwitch.watch(home.killFlags(), this::flagSeen));
            desk = new VenueDesk(venueId, recovery.oldestOpenNanos(), this::report, this::link);
            channel =
                    VenueChannel.open(log, venueId, desk, kill, recovered.journal(), clock, options.orderAgeNanosMax());
            core = new EngineCore(log, engine, channel::send, channel::flush, this::coreFailed, options.spin());
            core.listenToRequests(channel::expectOrder);
            core.listen(recovered.content());
            core.listen(register(new Anchors(home.data().resolve("anchors"), log::polledLink)));
            core.listen(recovered.snapshots().listener(engine, core::hasSaidAll));
            core.listen((position, event) -> pushStates());
        } catch (IOException | RuntimeException e) {
            closeQuietly();
            throw e;
        }
    }

    private <T extends AutoCloseable> T register(T part) {
        open.push(part);
        return part;
    }

    /** Begins to run: the session's first event, then the venue. */
    void startSession(
            String sessionId, EngineEvent.SessionKind kind, SortedMap<String, String> settings, Money capital) {
        SortedMap<String, String> complete = new EngineSettings(EngineSettings.ofToday(settings)).asMap();
        append(new EngineEvent.SessionStarted(
                now(), sessionId, kind, Engine.VERSION, gate().version(), capital, complete));
        // decided by the process before, and not recorded: recorded now, so that the chain has no gap; they never leave
        core.start(recovered.unrecorded());
        onVenue(() -> {
            desk.seat(firstVenue);
            return null;
        });
        firstVenue = null;
    }

    private void report(VenueReport report) {
        channel.onReport(report);
    }

    /** A fresh log has missed nothing; everybody else asks, each time that the venue is there again. */
    private void link(boolean up) {
        channel.onLink(up);
        if (up && !(recovery.fresh() && linkUps.getAndIncrement() == 0)) {
            channel.onVenueThread(() -> {
                        desk.fetchMissed();
                        return null;
                    })
                    .exceptionally(failed -> {
                        LOG.warn(
                                "missed executions cannot be fetched before the link comes up again: {}",
                                failed.toString());
                        return null;
                    });
        }
    }

    /** Runs something on the venue's thread behind everything that was sent before, and waits for it. */
    <T> T onVenue(Callable<T> work) {
        return channel.onVenueThread(work).join();
    }

    /** Engine time now, never before what the log already has. */
    long now() {
        return Math.max(clock.getAsLong(), recovery.lastTimeNanos());
    }

    void append(EngineEvent event) {
        core.submit(event);
    }

    EngineCore core() {
        return core;
    }

    /** Where everything lies that outlives the process. */
    Path dataFolder() {
        return dataFolder;
    }

    KillSwitch kill() {
        return kill;
    }

    VenueChannel channel() {
        return channel;
    }

    ContentStore content() {
        return recovered.content();
    }

    PackCompiler compiler() {
        return recovered.compiler();
    }

    DroolsGate gate() {
        return recovered.gate();
    }

    /** From now on an alarm is raised when the budget of exits and cancels is used up. Before the session starts. */
    void watchExits(Alerts alerts) {
        core.listen(new ExitBudget(engine, alerts, channel::forgetCancels));
    }

    /** For how many nanoseconds the evaluation in hand has been going on; 0 between evaluations. */
    long evaluationNanos() {
        return recovered.policy().busyNanos();
    }

    /** Each evaluation of the policy ring, in nanoseconds, goes here from now on. */
    void timeEvaluations(LongConsumer timer) {
        recovered.policy().timeWith(timer);
    }

    ArchiveLog log() {
        return log;
    }

    VenueDesk desk() {
        return desk;
    }

    VenueId venueId() {
        return venueId;
    }

    RecoveredEngine.Recovery recovery() {
        return recovery;
    }

    /** A flag file appeared: the channel is shut already; the log hears of it too. */
    private void flagSeen(Scope scope) {
        if (core == null) {
            return; // before the start: the session asks for the flags that are set
        }
        core.submit(new EngineEvent.KillRequested(
                now(), scope, EngineEvent.KillRequested.FLAG_FILE, "data/kill/" + scope.fileName()));
    }

    /** Completes when the engine stopped by itself, with what stopped it; nothing is decided any more then. */
    CompletableFuture<Throwable> failed() {
        return failed;
    }

    /** The engine's states are what the channel checks a second time. Engine thread. */
    private void pushStates() {
        TradingStates trading = engine.books().trading();
        if (trading.version() == pushedVersion) {
            return;
        }
        pushedVersion = trading.version();
        pushed.addAll(trading.all().keySet());
        pushed.add(Scope.GLOBAL);
        for (Scope scope : pushed) {
            TradingState state = trading.of(scope);
            boolean guarded = scope.equals(Scope.GLOBAL) && trading.recovering() && state == TradingState.NORMAL;
            kill.set(scope, guarded ? TradingState.REDUCE_ONLY : state);
        }
    }

    /** A clean end is the cheapest start: nothing of the log has to be read again. */
    private void takeLastSnapshot() {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LAST_SNAPSHOT_SECONDS_MAX);
        try {
            while (System.nanoTime() < deadline) {
                if (core.ask(this::snapshotIfSettled).get(LAST_SNAPSHOT_SECONDS_MAX, TimeUnit.SECONDS)) {
                    return;
                }
            }
            LOG.warn("no snapshot at the end: the engine never came to rest; the next start reads more of the log");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("no snapshot at the end: {}; the next start reads more of the log", e.toString());
        }
    }

    private boolean snapshotIfSettled(Engine state) {
        if (state.books() != null && core.hasSaidAll()) {
            recovered.snapshots().take(core.processed(), state);
        }
        return state.books() == null || core.hasSaidAll();
    }

    private void coreFailed(Throwable cause) {
        // nothing may leave on a state that cannot be trusted; the flag survives the process
        kill.set(Scope.GLOBAL, TradingState.KILLED);
        kill.impair(TradingState.KILLED);
        try {
            kill.raise(Scope.GLOBAL, "the engine stopped: " + cause);
        } catch (IOException e) {
            LOG.error("the kill flag of the stopped engine could not be written: {}", e.toString());
        }
        failed.complete(cause);
    }

    @Override
    public void close() {
        if (!failed.isDone()) {
            takeLastSnapshot();
        }
        closeOne(core);
        channel.onVenueThread(() -> {
            desk.close();
            return null;
        });
        closeOne(channel);
        closeQuietly();
    }

    private void closeQuietly() {
        while (!open.isEmpty()) {
            closeOne(open.pop());
        }
    }

    /** A log that lost its disk cannot be closed as it should be; the others can, and must be. */
    private static void closeOne(AutoCloseable part) {
        try {
            part.close();
        } catch (Exception e) {
            LOG.warn("{} could not be closed cleanly: {}", part.getClass().getSimpleName(), e.toString());
        }
    }
}
