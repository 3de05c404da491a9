package io.portcullis.host.live;

import io.portcullis.model.event.EngineEvent;
import java.util.Optional;

/**
 * An event that everybody should hear of, as one sentence.
 *
 * @param step its step of the walk
 * @param scope what it covers
 * @param text the sentence
 */
record Announcement(int step, String scope, String text) {
    static Optional<Announcement> of(EngineEvent event) {
        if (event instanceof EngineEvent.KillRequested kill) {
            return state(kill.scope().toString(), "kill asked for by " + kill.by() + ": " + kill.reason());
        } else if (event instanceof EngineEvent.ReduceOnlyRequested reduce) {
            return state(reduce.scope().toString(), "reduce-only asked for by " + reduce.by() + ": " + reduce.reason());
        } else if (event instanceof EngineEvent.ResumeRequested resume) {
            return state(resume.scope().toString(), "resume asked for by " + resume.by());
        } else if (event instanceof EngineEvent.TradingStateChanged changed) {
            return state(
                    changed.scope().toString(),
                    "trading state is " + changed.state() + ", by " + changed.by() + ": " + changed.reason());
        } else if (event instanceof EngineEvent.VenueLinkChanged link) {
            String venue = "venue:" + link.venue();
            return Optional.of(new Announcement(7, venue, venue + ": link is " + (link.up() ? "up" : "down")));
        } else if (event instanceof EngineEvent.PackActivated pack) {
            String text = "rule pack " + pack.pack() + " judges from here on, activated by " + pack.by();
            return Optional.of(new Announcement(6, "global", text));
        }
        return Optional.empty();
    }

    private static Optional<Announcement> state(String scope, String text) {
        return Optional.of(new Announcement(6, scope, scope + ": " + text));
    }
}
