package io.portcullis.system;

import java.util.Arrays;
import java.util.Locale;

/** Figures as they were measured, on standard output. */
final class Report {
    /**
     * A build fails only when a time is missed by this factor: the figure in campaign.csv is judged by the target itself, but a
     * shared machine that stumbles once must not stop a change that has nothing to do with it.
     */
    static final double GROSSLY = 4;

    private Report() {}

    static void line(String test, String format, Object... arguments) {
        System.out.println("[" + test + "] " + String.format(Locale.ROOT, format, arguments));
    }

    /** The smallest value that at least the given fraction of all do not exceed. */
    static double percentile(double[] values, double fraction) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[Math.max(0, (int) Math.ceil(fraction * sorted.length) - 1)];
    }
}
