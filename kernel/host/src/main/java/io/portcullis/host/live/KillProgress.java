package io.portcullis.host.live;

import io.portcullis.engine.Engine;
import io.portcullis.engine.gate.TradingStates.Latch;
import io.portcullis.engine.order.OrderState;
import io.portcullis.engine.order.TrackedOrder;
import io.portcullis.host.server.KillAnswer;
import io.portcullis.model.gate.Scope;
import io.portcullis.transport.channel.CancelStage;
import io.portcullis.transport.channel.VenueChannel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * How far the kills have come: what the engine asked for, what of it the channel handed to the venue, what the venue has said
 * about it. Engine thread only.
 */
final class KillProgress {
    static final int ORDERS_SHOWN_MAX = 100;

    private final TradingCore core;

    KillProgress(TradingCore core) {
        this.core = core;
    }

    /** Of everything that is shut, by scope. */
    List<KillAnswer> all(Engine engine) {
        List<KillAnswer> kills = new ArrayList<>();
        engine.books().trading().latches().forEach((scope, latch) -> kills.add(of(engine, scope, latch)));
        return kills;
    }

    /** Of one scope; null when it is open. */
    KillAnswer of(Engine engine, Scope scope) {
        Latch latch = engine.books().trading().latches().get(scope);
        return latch == null ? null : of(engine, scope, latch);
    }

    private KillAnswer of(Engine engine, Scope scope, Latch latch) {
        long requested = engine.books().trading().cancels(scope);
        long sent = 0;
        long unresolved = 0;
        List<KillAnswer.Cancel> shown = new ArrayList<>();
        for (TrackedOrder order : engine.books().stops().working(scope)) {
            if (order.cancel() == TrackedOrder.Cancel.NONE) {
                continue; // the exit of a flatten
            }
            String stage = stage(order, core.channel());
            unresolved++;
            sent += stage.equals("SENT") || stage.equals("REFUSED") ? 1 : 0;
            if (shown.size() < ORDERS_SHOWN_MAX) {
                shown.add(new KillAnswer.Cancel(
                        order.id().value(), order.instrument().value(), stage));
            }
        }
        long acknowledged = Math.max(0, requested - unresolved);
        return new KillAnswer(
                scope.toString(),
                latch.state().name(),
                instant(latch.sinceNanos()),
                latch.by(),
                latch.reason(),
                engine.books().stops().knows(scope) ? "" : "nothing here is called " + scope + ": nothing is stopped",
                Math.max(requested, unresolved),
                acknowledged + sent,
                acknowledged,
                unresolved,
                shown,
                core.core().processed());
    }

    private static String stage(TrackedOrder order, VenueChannel channel) {
        if (order.cancel() == TrackedOrder.Cancel.WAITING) {
            return TrackedOrder.Cancel.WAITING.name();
        }
        CancelStage stage = channel.cancelStage(order.id());
        return stage == null || order.state() == OrderState.UNRESOLVED ? "LOST" : stage.name();
    }

    private static String instant(long nanos) {
        return Instant.ofEpochSecond(0, nanos).toString();
    }
}
