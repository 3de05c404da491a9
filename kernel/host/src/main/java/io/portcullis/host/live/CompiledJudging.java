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
    private final boolean compiled;
    private final SecondOpinion opinion;

    CompiledJudging(TradingCore core, GateSettings settings, Alerts alerts) {
        this.core = core;
        this.alerts = alerts;
        this.compiled = settings.compiled();
        this.opinion = compiled && settings.compareEvery() > 0
                ? new SecondOpinion(settings.compareEvery(), this::differs)
                : null;
    }

    /** Once everything else has started: until then, and until the classes and Drools have agreed, Drools judges. */
    void begin() {
        if (compiled) {
            core.core().ask(engine -> {
                core.gate().judgeCompiled(opinion);
                return engine.timeNanos();
            });
        }
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
