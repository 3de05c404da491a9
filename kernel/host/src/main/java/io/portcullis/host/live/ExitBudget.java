package io.portcullis.host.live;

import io.portcullis.engine.Engine;
import io.portcullis.host.health.Alerts;
import io.portcullis.host.session.LogListener;
import io.portcullis.model.event.EngineEvent;
import io.portcullis.model.gate.Reason;
import io.portcullis.model.gate.ReasonCode;
import io.portcullis.model.id.ClientOrderId;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Raises the alarm when the budget of exits and cancels is used up: whoever wants out and is not let must not find it in a log.
 * Told on the engine's thread, with the very decision; over when for ten seconds nobody was refused and no cancel waits.
 */
final class ExitBudget implements LogListener {
    static final String SUBJECT = "exits";
    private static final long QUIET_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final Engine engine;
    private final Alerts alerts;
    private final Consumer<Predicate<ClientOrderId>> forgetCancels;
    private boolean raised;
    private long refused;
    private long waitingMost;
    private long lastNanos;

    /**
     * Watches an engine.
     *
     * @param forgetCancels told once a second which orders are over, so that nobody remembers their cancels for ever
     */
    ExitBudget(Engine engine, Alerts alerts, Consumer<Predicate<ClientOrderId>> forgetCancels) {
        this.engine = engine;
        this.alerts = alerts;
        this.forgetCancels = forgetCancels;
    }

    @Override
    public void on(long position, EngineEvent event) {
        if (engine.books() == null) {
            return;
        }
        int waiting = engine.books().orders().cancelsWaiting();
        if (event instanceof EngineEvent.GateDecided decided
                && isOverBudget(decided.record().decision().reasons())) {
            refused++;
            raise(waiting, event.timeNanos());
        } else if (waiting > waitingMost && !(event instanceof EngineEvent.SessionStarted)) {
            raise(waiting, event.timeNanos());
        }
        if (event instanceof EngineEvent.SessionStarted) {
            waitingMost = waiting; // what an earlier process may not have cancelled is no storm
        } else if (event instanceof EngineEvent.ClockTick) {
            forgetCancels.accept(this::isOver);
            if (raised && waiting == 0 && event.timeNanos() - lastNanos > QUIET_NANOS) {
                raised = false;
                refused = 0;
                waitingMost = 0;
                alerts.clear(SUBJECT);
            }
        }
    }

    private boolean isOver(ClientOrderId id) {
        var order = engine.books().orders().find(id);
        return order == null || order.state().done();
    }

    private static boolean isOverBudget(List<Reason> reasons) {
        for (int i = 0; i < reasons.size(); i++) {
            if (reasons.get(i).code() == ReasonCode.EXIT_RATE) {
                return true;
            }
        }
        return false;
    }

    private void raise(long waiting, long nowNanos) {
        raised = true;
        lastNanos = nowNanos;
        waitingMost = Math.max(waiting, waitingMost);
        alerts.raise(
                SUBJECT,
                "UNRESOLVED: more exits and cancels in a second than exits.per.second.max of etc/safety.cfg; " + refused
                        + " exits were refused and have to be sent again, " + waiting
                        + " cancels wait for the next second and their orders may still trade");
    }
}
