package io.portcullis.host.live;

import io.portcullis.engine.order.TrackedOrder;
import io.portcullis.host.server.DrillAnswer;
import io.portcullis.host.server.KillAnswer;
import io.portcullis.host.server.KillsView;
import io.portcullis.host.server.ResumeAnswer;
import io.portcullis.host.server.ServerRefusal;
import io.portcullis.model.event.EngineEvent;
import io.portcullis.model.gate.Scope;
import io.portcullis.model.gate.TradingState;
import java.io.IOException;
import java.util.List;
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
            return stall.get().isEmpty() ? acknowledged(scope) : KillAnswer.untold(scope.toString(), by, reason);
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

    private KillAnswer acknowledged(Scope scope) {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(ACKNOWLEDGED_MILLIS_MAX);
        KillAnswer now = questions.ask(engine -> progress.of(engine, scope));
        while (now != null && now.unresolved() > 0 && System.nanoTime() < deadline) {
            LockSupport.parkNanos(LOOK_NANOS);
            now = questions.ask(engine -> progress.of(engine, scope));
        }
        if (now == null) {
            throw new ServerRefusal(ServerRefusal.Kind.CONFLICT, "somebody resumed " + scope + " at the same moment");
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
        return new ResumeAnswer(scope.toString(), state.name(), core.core().processed());
    }
}
