package io.portcullis.host.evaluation;

import io.portcullis.signals.agent.AgentStatus;
import io.portcullis.signals.agent.CallScore;
import io.portcullis.signals.evaluation.Controls;
import io.portcullis.signals.evaluation.WalkForward;

/**
 * One agent after a run.
 *
 * @param status what it did, warm-up included
 * @param closed how many of its calls have closed
 * @param coverage opinions among all answers on the dates that count
 * @param walk its calls out of sample
 * @param controls the same calls robbed of what they could know; null with too few calls to tell
 * @param label information coefficient of its calls as they are, in the control's standard errors; NaN with too few
 * @param trials how many looks at how many agents the data have seen
 */
record Evaluated(
        AgentStatus status,
        int closed,
        double coverage,
        WalkForward walk,
        Controls controls,
        double label,
        int trials) {
    private static final double EFFECTIVE_CALLS_MIN = 300;
    private static final double HIT_RATE_WANTED = 0.6;
    private static final double CHANCE_MAX = 0.05;

    String name() {
        return status.agent().value();
    }

    boolean judged() {
        return walk.all().score() != null;
    }

    /**
     * Probability of such an expectancy or a better one without any edge, one side, times the number of trials (Bonferroni); NaN with
     * too few blocks of days to tell.
     */
    double adjustedP() {
        return Math.min(1, trials * walk.all().expectancyBps().chance(0));
    }

    /** True when more than six of ten may be claimed: by both intervals, by the expectancy, and by the number of calls. */
    boolean mayClaimSixtyPercent() {
        if (!judged() || walk.all().score().effectiveCalls() < EFFECTIVE_CALLS_MIN) {
            return false;
        }
        CallScore score = walk.all().score();
        double wilson = new CallScore.Covered(1, score.hitRate(), score.effectiveCalls()).hitRateLow();
        return wilson > HIT_RATE_WANTED
                && walk.all().hitRate().chance(HIT_RATE_WANTED) < CHANCE_MAX
                && walk.all().expectancyBps().chance(0) < CHANCE_MAX;
    }
}
