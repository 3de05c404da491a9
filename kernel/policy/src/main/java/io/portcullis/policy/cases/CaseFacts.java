package io.portcullis.policy.cases;

import io.portcullis.engine.gate.facts.FactField;
import io.portcullis.engine.gate.facts.FactSchema;
import io.portcullis.engine.gate.facts.GateFacts;
import io.portcullis.engine.gate.facts.Limits;
import io.portcullis.engine.gate.facts.WatchFacts;
import io.portcullis.policy.Nearest;
import io.portcullis.policy.language.WatchSchema;
import io.portcullis.policy.pack.LimitField;
import io.portcullis.policy.pack.LimitTable;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes facts out of cells. A cell may lean on a limit, {@code @gross-max}, {@code @gross-max+0.01} or {@code
 * @gross-max*0.5}: so a case stays true when the limit is edited.
 */
final class CaseFacts {
    static final String LIMITS = "limits.";

    private static final Pattern RELATIVE = Pattern.compile("@([A-Za-z-]+?)(?:([*+-])([0-9]+(?:\\.[0-9]+)?))?");

    private CaseFacts() {}

    /** The facts of an order; every fact must have a cell. */
    static GateFacts gate(Map<String, String> cells, LimitTable table, long epochDay) {
        GateFacts facts = new GateFacts();
        facts.session().setEpochDay(epochDay);
        for (FactField field : FactSchema.FIELDS) {
            if (field.kind() == FactField.Kind.TEXT) {
                field.writer().accept(facts, cell(cells, field.name()));
            }
        }
        table.resolve(facts);
        for (FactField field : FactSchema.FIELDS) {
            if (field.kind() != FactField.Kind.TEXT && !field.name().startsWith(LIMITS)) {
                field.writer().accept(facts, value(cell(cells, field.name()), facts.limits()));
            }
        }
        return facts;
    }

    /** The facts of a watch evaluation; every fact must have a cell. */
    static WatchFacts watch(Map<String, String> cells, LimitTable table, long epochDay) {
        WatchFacts facts = new WatchFacts();
        facts.session().setEpochDay(epochDay);
        for (WatchSchema.Field field : WatchSchema.FIELDS) {
            if (field.kind() == FactField.Kind.TEXT) {
                field.writer().accept(facts, cell(cells, field.name()));
            }
        }
        table.resolve(facts);
        for (WatchSchema.Field field : WatchSchema.FIELDS) {
            if (field.kind() != FactField.Kind.TEXT && !field.name().startsWith(LIMITS)) {
                field.writer().accept(facts, value(cell(cells, field.name()), facts.limits()));
            }
        }
        return facts;
    }

    private static String cell(Map<String, String> cells, String field) {
        String cell = cells.get(field);
        if (cell == null) {
            throw new IllegalArgumentException("base.csv does not say what " + field + " is");
        }
        return cell;
    }

    private static String value(String cell, Limits limits) {
        if (!cell.startsWith("@")) {
            return cell;
        }
        Matcher relative = RELATIVE.matcher(cell);
        if (!relative.matches()) {
            throw new IllegalArgumentException(
                    "a cell that leans on a limit looks like @gross-max, @gross-max+0.01 or @gross-max*0.5, got '"
                            + cell + "'");
        }
        double limit = LimitField.named(relative.group(1))
                .orElseThrow(() -> new IllegalArgumentException("there is no limit '" + relative.group(1) + "'"
                        + Nearest.hint(relative.group(1), LimitField.NAMES)))
                .of(limits);
        if (relative.group(2) == null) {
            return String.valueOf(limit);
        }
        double number = Double.parseDouble(relative.group(3));
        return String.valueOf(
                switch (relative.group(2)) {
                    case "+" -> limit + number;
                    case "-" -> limit - number;
                    default -> limit * number;
                });
    }
}
