package io.portcullis.benchmarks.scene;

import io.portcullis.policy.pack.PackContent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A pack of 62 gate rules: those of rules/portfolio but the one that needs a ruined book, and four for each sector of a
 * {@link Market}, with the same limits table. A desk's pack grows in this way, by sectors, venues and strategies.
 */
public final class GeneratedPack {
    /** Value of one order, in account currency. */
    public static final double NOTIONAL_MAX = 250_000;

    /** Order over average daily volume. */
    public static final double PARTICIPATION_MAX = 0.0002;

    /** Shares short after the order. */
    public static final double SHORT_MAX = 500;

    /** Distance from the reference that is worth a warning, basis points. */
    public static final double FAR_BPS = 60;

    /** The rule of the shipped pack that no order of a solvent book can make speak. */
    public static final String LEFT_OUT = "equity-exhausted";

    private static final Pattern RULE = Pattern.compile("rule \"([^\"]+)\".*?\\bend\\b", Pattern.DOTALL);

    private GeneratedPack() {}

    /** What a sector's rules are called: the sector's name, then one of these. */
    public enum Kind {
        /** Too much money in one order. */
        NOTIONAL("Order(!reducing, $n : notional, $n > " + NOTIONAL_MAX + ")", "deny($n, " + NOTIONAL_MAX + ")"),
        /** Too much of a day's volume. */
        PARTICIPATION(
                "Order(!reducing)\n    Market($p : participation, $p > " + PARTICIPATION_MAX + ")",
                "deny($p, " + PARTICIPATION_MAX + ")"),
        /** Too much sold short. */
        SHORT(
                "Order(shortSale, !reducing)\n    Exposure($s : shortAfter, $s > " + SHORT_MAX + ")",
                "deny($s, " + SHORT_MAX + ")"),
        /** A price that somebody should look at. */
        FAR("Order($d : collarBps, $d > " + FAR_BPS + ")", "warn($d, " + FAR_BPS + ")");

        private final String conditions;
        private final String verdict;

        Kind(String conditions, String verdict) {
            this.conditions = conditions;
            this.verdict = verdict;
        }

        /** The rule's id for a sector. */
        public String rule(String sector) {
            return sector + "-" + name().toLowerCase(java.util.Locale.ROOT);
        }

        private String drl(String sector) {
            return "rule \"" + rule(sector) + "\"\nwhen\n    Instrument(sector == \"" + sector + "\")\n    "
                    + conditions + "\nthen\n    verdict." + verdict + ";\nend\n";
        }
    }

    /** The pack's files. */
    public static PackContent content() throws IOException {
        SortedMap<String, String> files = new TreeMap<>();
        List<String> ids = new ArrayList<>();
        for (Map.Entry<String, String> file : Pack.content().files().entrySet()) {
            if (file.getKey().startsWith("gate/")) {
                files.put(file.getKey(), kept(file.getValue(), ids));
            } else if (!file.getKey().startsWith("cases/")) {
                files.put(file.getKey(), file.getValue());
            }
        }
        StringBuilder rules = new StringBuilder();
        for (String sector : Market.sectors()) {
            for (Kind kind : Kind.values()) {
                ids.add(kind.rule(sector));
                rules.append(kind.drl(sector));
            }
        }
        files.put("gate/sectors.drl", rules.toString());
        files.put("pack.yaml", manifest(files.get("pack.yaml"), ids));
        return PackContent.of(files);
    }

    private static String kept(String rules, List<String> ids) {
        StringBuilder text = new StringBuilder();
        Matcher matcher = RULE.matcher(rules);
        while (matcher.find()) {
            if (!matcher.group(1).equals(LEFT_OUT)) {
                ids.add(matcher.group(1));
                text.append(matcher.group()).append('\n');
            }
        }
        return text.toString();
    }

    /** The shipped manifest with other gate rules. */
    private static String manifest(String shipped, List<String> ids) {
        int gate = shipped.indexOf("gate:");
        int watch = shipped.indexOf("watch:");
        return shipped.substring(0, gate).replace("portfolio", "generated") + "gate: [" + String.join(", ", ids) + "]\n"
                + shipped.substring(watch);
    }
}
