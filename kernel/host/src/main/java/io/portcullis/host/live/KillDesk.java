package io.portcullis.host.live;

import io.portcullis.engine.Stops;
import io.portcullis.engine.gate.TradingStates.Latch;
import io.portcullis.engine.order.TrackedOrder;
import io.portcullis.host.server.DrillAnswer;
import io.portcullis.host.server.FlattenAnswer;
import io.portcullis.host.server.KillAnswer;
import io.portcullis.host.server.KillsView;
import io.portcullis.host.server.ResumeAnswer;
import io.portcullis.host.server.ServerRefusal;
import io.portcullis.model.event.EngineEvent;
import io.portcullis.model.gate.Scope;
import io.portcullis.model.gate.TradingState;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Kills, rehearses kills, says how far they have come, and lifts them. Thread-safe. */
final class KillDesk {
    private static final Logger LOG = LoggerFactory.getLogger(KillDesk.class);
    private static final long ACKNOWLEDGED_MILLIS_MAX = 1_000;
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final double NANOS_PER_MILLI = 1e6;

    private final TradingCore core;
    private final Questions questions;
    private final KillProgress progress;
    private final Supplier<String> stall;

    KillDesk(TradingCore core, Questions questions, Supplier<String> stall) {
        this.core = core;
        this.questions = questions;
        this.progress = new KillProgress(core);
        this.stall = stall;
    }

    /** Shuts a scope, whatever the log and the engine do, and waits a moment for what the venue says. */
    KillAnswer kill(Scope scope, String by, String reason) {
        raise(scope, by + ": " + reason);
        try {
            core.append(new EngineEvent.KillRequested(core.now(), scope, by, reason));
            KillAnswer taken = stall.get().isEmpty() ? acknowledged(scope) : null;
            return taken == null ? KillAnswer.untold(scope.toString(), by, reason) : taken;
        } catch (RuntimeException e) {
            // the channel is shut, which is what a kill is; the rest is bookkeeping that can wait
            LOG.error("kill {} is in force, but the engine did not take it in: {}", scope, e.toString());
            return KillAnswer.untold(scope.toString(), by, reason);
        }
    }

    /** A promise was broken: shuts the scope, and waits for nothing. */
    void missed(Scope scope, String why) {
        LOG.error("{} is killed: {}", scope, why);
        raise(scope, why);
        core.append(new EngineEvent.KillRequested(core.now(), scope, "heartbeat-watch", why));
    }

    private void raise(Scope scope, String why) {
        try {
            core.kill().raise(scope, why);
        } catch (IOException e) {
            LOG.error(
                    "kill {} is in force, but its flag file could not be written: it would not survive a crash",
                    scope,
                    e);
        }
    }

    /** Null when somebody resumed the scope at the same moment. */
    private KillAnswer acknowledged(Scope scope) {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(ACKNOWLEDGED_MILLIS_MAX);
        KillAnswer now = questions.ask(engine -> progress.of(engine, scope));
        while (now != null && now.unresolved() > 0 && System.nanoTime() < deadline) {
            LockSupport.parkNanos(LOOK_NANOS);
            now = questions.ask(engine -> progress.of(engine, scope));
        }
        return now;
    }

    /** Everything that is shut. */
    KillsView kills() {
        return questions.ask(
                engine -> new KillsView(progress.all(engine), core.core().processed()));
    }

    /**
     * Goes the whole way of a kill without shutting anything: a file that the watch of the flags must find, an event through the
     * log, the orders counted on the engine's thread, and the venue's thread behind everything that was sent before.
     */
    DrillAnswer drill(Scope scope, String by, String reason) {
        long begun = System.nanoTime();
        CompletableFuture<Long> flag = flagDrill();
        core.append(new EngineEvent.KillDrilled(core.now(), scope, by, reason));
        Counted counted = questions.ask(engine -> new Counted(
                engine.books().stops().working(scope),
                System.nanoTime(),
                core.channel().onVenueThread(System::nanoTime),
                core.core().processed()));
        DrillAnswer answer = new DrillAnswer(
                scope.toString(),
                true,
                counted.orders.size(),
                counted.orders.stream()
                        .limit(KillProgress.ORDERS_SHOWN_MAX)
                        .map(order -> order.id().value())
                        .toList(),
                millis(begun, flag),
                (counted.atNanos - begun) / NANOS_PER_MILLI,
                millis(begun, counted.atVenue),
                counted.position);
        LOG.warn("DRILL by {}: nothing was stopped; {}", by, answer);
        return answer;
    }

    /** What the engine's thread found. */
    private record Counted(List<TrackedOrder> orders, long atNanos, CompletableFuture<Long> atVenue, long position) {}

    private CompletableFuture<Long> flagDrill() {
        try {
            return core.kill().drill();
        } catch (IOException e) {
            LOG.error("a kill flag could not be written, so a kill would not survive a crash: {}", e.toString());
            return CompletableFuture.failedFuture(e);
        }
    }

    /** Null is the answer that a drill is made for: this part of the way does not work. */
    private static Double millis(long begun, CompletableFuture<Long> at) {
        try {
            return (at.get(Questions.ANSWER_SECONDS_MAX, TimeUnit.SECONDS) - begun) / NANOS_PER_MILLI;
        } catch (TimeoutException | ExecutionException e) {
            return null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    /** Lifts a kill or a reduce-only state: recorded first, then the flag file goes. */
    ResumeAnswer resume(Scope scope, String by) {
        core.append(new EngineEvent.ResumeRequested(core.now(), scope, by));
        TradingState state = questions.ask(engine -> engine.books().trading().of(scope));
        try {
            core.kill().resume(scope);
        } catch (IOException e) {
            throw new ServerRefusal(
                    ServerRefusal.Kind.CONFLICT,
                    "the resume of " + scope + " is recorded, but its flag file could not be removed: "
                            + e.getMessage());
        }
        return new ResumeAnswer(scope.toString(), state.name(), "", position());
    }

    /** The state of a scope now. */
    TradingState state(Scope scope) {
        return questions.ask(engine -> engine.books().trading().of(scope));
    }

    /** The log position at which a scope was shut; empty while it is open. */
    Optional<Long> shutAt(Scope scope) {
        return questions.ask(
                engine -> Optional.ofNullable(engine.books().trading().latches().get(scope))
                        .map(Latch::position));
    }

    /** The last event that the engine has taken. */
    long position() {
        return core.core().processed();
    }

    /** What is shut, for whoever is asked whether it may be opened. */
    String words(Scope scope) {
        KillAnswer kill = questions.ask(engine -> progress.of(engine, scope));
        return kill == null
                ? "resume " + scope
                : "resume " + scope + ", " + kill.state() + " since " + kill.since() + " by " + kill.by() + ": "
                        + kill.reason() + "; " + kill.unresolved() + " orders unresolved";
    }

    /** What would be closed, for whoever is asked whether it may be. */
    String wordsOfFlatten(Scope scope) {
        FlattenAnswer now = held(scope, "");
        return "flatten " + scope + ": close " + now.held() + " positions";
    }

    /** Closes every position in a scope. */
    FlattenAnswer flatten(Scope scope, String by, String approvedBy, String reason) {
        core.append(new EngineEvent.FlattenRequested(core.now(), scope, by, approvedBy, reason));
        return held(scope, "");
    }

    /** What is held in a scope, and how much of it exits close already. */
    FlattenAnswer held(Scope scope, String request) {
        return questions.ask(engine -> {
            Stops stops = engine.books().stops();
            return new FlattenAnswer(
                    scope.toString(),
                    request,
                    stops.exits(scope),
                    stops.held(scope),
                    stops.uncovered(scope),
                    position());
        });
    }
}
