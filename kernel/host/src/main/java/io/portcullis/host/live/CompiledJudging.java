package io.portcullis.host.live;

import io.portcullis.host.config.GateSettings;
import io.portcullis.host.health.Alerts;
import io.portcullis.host.metrics.Family;
import io.portcullis.host.metrics.Metrics;
import io.portcullis.model.event.EngineEvent;
import io.portcullis.policy.gate.SecondOpinion;

/**
 * Lets the classes of the packs judge, and a sample of what they decide be looked at by Drools. When the two differ, the pack is
 * back on Drools at once; the event in the log makes it so for good, after a restart too.
 */
final class CompiledJudging implements AutoCloseable {
    private static final String BY = "second-opinion";
    private static final String ALERT = "gate";
    private static final int REASON_LENGTH_MAX = 1_000;

    private final TradingCore core;
    private final Alerts alerts;
    private final SecondOpinion opinion;

    private CompiledJudging(TradingCore core, Alerts alerts, int compareEvery) {
        this.core = core;
        this.alerts = alerts;
        this.opinion = compareEvery == 0 ? null : new SecondOpinion(compareEvery, this::differs);
    }

    /** Before the session begins. */
    static CompiledJudging begin(TradingCore core, GateSettings settings, Alerts alerts) {
        CompiledJudging judging = new CompiledJudging(core, alerts, settings.compiled() ? settings.compareEvery() : 0);
        if (settings.compiled()) {
            core.gate().judgeCompiled(judging.opinion);
        }
        return judging;
    }

    void measureIn(Metrics metrics) {
        metrics.value(Family.COMPARED, () -> opinion == null ? 0 : opinion.compared());
        metrics.value(Family.NOT_COMPARED, () -> opinion == null ? 0 : opinion.passedOver());
        metrics.value(Family.DIFFERENCES, () -> opinion == null ? 0 : opinion.differing());
    }

    private void differs(SecondOpinion.Difference difference) {
        alerts.raise(
                ALERT,
                "pack " + difference.pack() + " is judged by Drools alone from now on: " + difference.what()
                        + "; decisions before this one were not all looked at, 'replay --verify' does");
        String reason = difference.what();
        core.append(new EngineEvent.PackFellBack(
                core.now(),
                difference.pack(),
                BY,
                reason.length() > REASON_LENGTH_MAX ? reason.substring(0, REASON_LENGTH_MAX) : reason));
    }

    @Override
    public void close() {
        if (opinion != null) {
            opinion.close();
        }
    }
}
