package io.portcullis.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Locale;

/** Figures as they were measured: on standard output, and one line each in target/campaign.csv. */
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

    /** One figure of a test. */
    static void figure(String name, long seed, int n, double figure, boolean pass) throws IOException {
        String line = String.format(Locale.ROOT, "%s %d %d %.3f %s%n", name, seed, n, figure, pass ? "PASS" : "FAIL");
        Path target = Path.of("target");
        Files.createDirectories(target);
        Files.writeString(target.resolve("campaign.csv"), line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /** The smallest value that at least the given fraction of all do not exceed. */
    static double percentile(double[] values, double fraction) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[Math.max(0, (int) Math.ceil(fraction * sorted.length) - 1)];
    }
}
