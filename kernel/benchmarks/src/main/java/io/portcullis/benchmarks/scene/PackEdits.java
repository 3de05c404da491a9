package io.portcullis.benchmarks.scene;

import io.portcullis.policy.pack.PackContent;
import java.io.IOException;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The repository's pack as it is edited in the course of a day: each edit passes its cases, none changes what is right for the orders of a
 * benchmark, and no two are alike.
 */
public final class PackEdits {
    private static final String LIMITS = "limits.csv";
    private static final String LIMIT = "order-quantity-max,global,1000000,shares";
    private static final String RULES = "gate/market.drl";
    private static final String CASES = "cases/reference-age-live.csv";
    private static final int SECONDS = 900;
    private static final String SECONDS_IN_RULES = "\\b" + SECONDS + "\\b";
    private static final String SECONDS_IN_CASES = "," + SECONDS + ",";

    private final SortedMap<String, String> files;
    private int number;

    /** Edits of {@link Pack#content()}. */
    public PackEdits() throws IOException {
        files = new TreeMap<>(Pack.content().files());
        if (!files.get(LIMITS).contains(LIMIT)
                || !files.get(RULES).contains("> " + SECONDS)
                || !files.get(CASES).contains(SECONDS_IN_CASES)) {
            throw new IllegalStateException("rules/portfolio has no '" + LIMIT + "' or no rule reference-age-live of "
                    + SECONDS + " seconds any more: edit something else");
        }
    }

    /** The next pack with another limit: nothing is compiled. */
    public PackContent limit() {
        SortedMap<String, String> edited = new TreeMap<>(files);
        edited.computeIfPresent(
                LIMITS, (file, text) -> text.replace(LIMIT, LIMIT.replace("1000000", "" + (1_000_000 + next()))));
        return PackContent.of(edited);
    }

    /** The next pack with another condition in a rule, and the case on its boundary. */
    public PackContent rule() {
        String seconds = "" + (SECONDS + next() / 1_000.0);
        SortedMap<String, String> edited = new TreeMap<>(files);
        edited.computeIfPresent(RULES, (file, text) -> text.replaceAll(SECONDS_IN_RULES, seconds));
        edited.computeIfPresent(CASES, (file, text) -> text.replace(SECONDS_IN_CASES, "," + seconds + ","));
        return PackContent.of(edited);
    }

    private int next() {
        number++;
        return number;
    }
}
