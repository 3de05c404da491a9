package io.portcullis.host.live;

import io.portcullis.model.event.EngineEvent;
import io.portcullis.model.gate.Scope;
import java.time.Instant;
import java.util.Optional;

/**
 * An event that everybody should hear of, as one sentence.
 *
 * @param alarming whether somebody should look
 * @param step its step of the walk
 * @param scope what it covers
 * @param text the sentence
 */
record Announcement(boolean alarming, int step, String scope, String text) {
    static Optional<Announcement> of(EngineEvent event) {
        if (event instanceof EngineEvent.KillRequested kill) {
            return state(true, kill.scope(), "kill asked for by " + kill.by() + ": " + kill.reason());
        } else if (event instanceof EngineEvent.ReduceOnlyRequested reduce) {
            return state(true, reduce.scope(), "reduce-only asked for by " + reduce.by() + ": " + reduce.reason());
        } else if (event instanceof EngineEvent.ResumeRequested resume) {
            return state(false, resume.scope(), "resume asked for by " + resume.by());
        } else if (event instanceof EngineEvent.KillDrilled drill) {
            String what = "DRILL, nothing is stopped; asked for by " + drill.by() + ": " + drill.reason();
            return state(false, drill.scope(), what);
        } else if (event instanceof EngineEvent.FlattenRequested flatten) {
            String who = "flatten asked for by " + flatten.by() + ", approved by " + flatten.approvedBy();
            return state(true, flatten.scope(), who + ": " + flatten.reason());
        } else if (event instanceof EngineEvent.TradingStateChanged changed) {
            return state(
                    true,
                    changed.scope(),
                    "trading state is " + changed.state() + ", by " + changed.by() + ": " + changed.reason());
        } else if (event instanceof EngineEvent.LimitTightened lowered) {
            return Optional.of(new Announcement(
                    true,
                    6,
                    lowered.scope(),
                    lowered.scope() + ": " + lowered.limit() + " is at most " + lowered.value() + " until "
                            + Instant.ofEpochSecond(0, lowered.untilNanos()) + ", by " + lowered.by() + ": "
                            + lowered.reason()));
        } else if (event instanceof EngineEvent.VenueLinkChanged link) {
            String venue = "venue:" + link.venue();
            return Optional.of(
                    new Announcement(!link.up(), 7, venue, venue + ": link is " + (link.up() ? "up" : "down")));
        }
        return Optional.empty();
    }

    private static Optional<Announcement> state(boolean alarming, Scope scope, String text) {
        return Optional.of(new Announcement(alarming, 6, scope.toString(), scope + ": " + text));
    }
}
