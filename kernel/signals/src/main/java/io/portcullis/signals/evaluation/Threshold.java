package io.portcullis.signals.evaluation;

import io.portcullis.signals.agent.CallScore;
import java.util.Arrays;
import java.util.Comparator;

/**
 * From which said probability on more than six of ten calls came out, by what was known before: the lowest such that the hit rate
 * of all calls at or above it was above 60 % with 95 % confidence, effective calls counted.
 */
final class Threshold {
    /** Fewer say nothing, whatever their hit rate. */
    private static final double EFFECTIVE_CALLS_MIN = 30;

    private Threshold() {}

    /** NaN when there is none. */
    static double of(CallSeries calls, double hitRate) {
        Integer[] order = new Integer[calls.size()];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, Comparator.comparingDouble((Integer i) -> -calls.probability(i)));
        double weight = 0;
        double won = 0;
        double threshold = Double.NaN;
        for (int n = 0; n < order.length; n++) {
            int i = order[n];
            weight += calls.uniqueness(i);
            won += calls.won(i) ? calls.uniqueness(i) : 0;
            boolean last = n + 1 == order.length || calls.probability(order[n + 1]) < calls.probability(i);
            if (last
                    && weight >= EFFECTIVE_CALLS_MIN
                    && new CallScore.Covered(1, won / weight, weight).hitRateLow() > hitRate) {
                threshold = calls.probability(i);
            }
        }
        return threshold;
    }
}
