package io.portcullis.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;

/** Where long tests leave their figures: one line {@code name seed n figure PASS|FAIL} each in {@code target/campaign.csv}. */
public final class CampaignLog {
    private CampaignLog() {}

    /**
     * Adds a line, and says it on the standard output too.
     *
     * @param name the test, dotted, without blanks
     * @param seed what was random began with this
     * @param n how many cases
     * @param figure what came out
     * @param pass whether that is good enough
     */
    public static void record(String name, long seed, long n, double figure, boolean pass) {
        String line = String.format(Locale.ROOT, "%s %d %d %.6g %s%n", name, seed, n, figure, pass ? "PASS" : "FAIL");
        try {
            Path target = Path.of("target");
            Files.createDirectories(target);
            Files.writeString(
                    target.resolve("campaign.csv"), line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write target/campaign.csv", e);
        }
        System.out.print(line);
    }
}
