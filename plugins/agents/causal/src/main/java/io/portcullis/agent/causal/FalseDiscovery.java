package io.portcullis.agent.causal;

import java.util.Arrays;

/** Which of many tests to believe, so that of those believed no more than a share is chance (Benjamini and Hochberg 1995). */
final class FalseDiscovery {
    private FalseDiscovery() {}

    /** The largest probability to be believed; -1 when none is. NaN counts as a test that was not made. */
    static double threshold(double[] probabilities, double rate) {
        double[] sorted = Arrays.stream(probabilities)
                .filter(p -> !Double.isNaN(p))
                .sorted()
                .toArray();
        for (int i = sorted.length - 1; i >= 0; i--) {
            if (sorted[i] <= rate * (i + 1) / sorted.length) {
                return sorted[i];
            }
        }
        return -1;
    }
}
