package io.portcullis.benchmarks.scene;

import io.portcullis.policy.pack.PackContent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A pack of 67 gate rules: those of rules/portfolio but those that need a ruined book or a sender out of bounds, and four for each sector of a
 * {@link Market}, with the same limits table. A desk's pack grows in this way, by sectors, venues and strategies; with more
 * tiers there are four more for each sector and tier, each tier's limits a tenth above those of the one before.
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

    /** The rules of the shipped pack that no order of a solvent book in an open session can make speak. */
    public static final Set<String> LEFT_OUT = Set.of(
            "equity-exhausted",
            "beta-limit",
            "message-rate",
            "order-to-trade",
            "duplicate-order",
            "session-closed",
            "price-collar-window",
            "sliced-quantity",
            "sliced-notional",
            "sliced-adv",
            "parent-quantity",
            "children-of-one-order");

    private static final Pattern RULE = Pattern.compile("rule \"([^\"]+)\".*?\\bend\\b", Pattern.DOTALL);

    private GeneratedPack() {}

    /** What a sector's rules are called: the sector's name, one of these, and the tier's number after the first. */
    public enum Kind {
        /** Too much money in one order. */
        NOTIONAL(GeneratedPack.NOTIONAL_MAX, "Order(!reducing, $v : notional, $v > %s)", "deny"),
        /** Too much of a day's volume. */
        PARTICIPATION(
                GeneratedPack.PARTICIPATION_MAX, "Order(!reducing)\n    Market($v : participation, $v > %s)", "deny"),
        /** Too much sold short. */
        SHORT(GeneratedPack.SHORT_MAX, "Order(shortSale, !reducing)\n    Exposure($v : shortAfter, $v > %s)", "deny"),
        /** A price that somebody should look at. */
        FAR(GeneratedPack.FAR_BPS, "Order($v : collarBps, $v > %s)", "warn");

        private final double first;
        private final String conditions;
        private final String verdict;

        Kind(double first, String conditions, String verdict) {
            this.first = first;
            this.conditions = conditions;
            this.verdict = verdict;
        }

        /** The rule's id for a sector and a tier, from 0. */
        public String rule(String sector, int tier) {
            String id = sector + "-" + name().toLowerCase(java.util.Locale.ROOT);
            return tier == 0 ? id : id + "-" + tier;
        }

        /** The limit of a tier. */
        public double limit(int tier) {
            return first * (1 + tier / 10.0);
        }

        String drl(String sector, int tier) {
            String limit = String.valueOf(limit(tier));
            return "rule \"" + rule(sector, tier) + "\"\nwhen\n    Instrument(sector == \"" + sector + "\")\n    "
                    + conditions.formatted(limit) + "\nthen\n    verdict." + verdict + "($v, " + limit + ");\nend\n";
        }
    }

    /** The pack's files with one tier. */
    public static PackContent content() throws IOException {
        return content(1);
    }

    /** The pack's files. */
    public static PackContent content(int tiers) throws IOException {
        SortedMap<String, String> files = new TreeMap<>();
        List<String> ids = new ArrayList<>();
        for (Map.Entry<String, String> file : Pack.content().files().entrySet()) {
            if (file.getKey().startsWith("gate/")) {
                files.put(file.getKey(), kept(file.getValue(), ids));
            } else if (!file.getKey().startsWith("cases/")) {
                files.put(file.getKey(), file.getValue());
            }
        }
        for (int tier = 0; tier < tiers; tier++) {
            StringBuilder rules = new StringBuilder();
            for (String sector : Market.sectors()) {
                for (Kind kind : Kind.values()) {
                    ids.add(kind.rule(sector, tier));
                    rules.append(kind.drl(sector, tier));
                }
            }
            files.put("gate/sectors-" + tier + ".drl", rules.toString());
        }
        files.put("pack.yaml", manifest(files.get("pack.yaml"), ids));
        return PackContent.of(files);
    }

    private static String kept(String rules, List<String> ids) {
        StringBuilder text = new StringBuilder();
        Matcher matcher = RULE.matcher(rules);
        while (matcher.find()) {
            if (!LEFT_OUT.contains(matcher.group(1))) {
                ids.add(matcher.group(1));
                text.append(matcher.group()).append('\n');
            }
        }
        return text.toString();
    }

    /** The shipped manifest with other gate rules. */
    static String manifest(String shipped, List<String> ids) {
        int gate = shipped.indexOf("gate:");
        int watch = shipped.indexOf("watch:");
        return shipped.substring(0, gate).replace("portfolio", "generated") + "gate: [" + String.join(", ", ids)
                + "]\n\n" + shipped.substring(watch);
    }
}
