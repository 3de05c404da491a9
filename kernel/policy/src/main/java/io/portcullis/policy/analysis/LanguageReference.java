package io.portcullis.policy.analysis;

import io.portcullis.engine.gate.facts.FactField.Kind;
import io.portcullis.engine.gate.facts.Meaning;
import io.portcullis.engine.gate.facts.Unit;
import io.portcullis.policy.Ring;
import io.portcullis.policy.language.RuleLanguage;
import io.portcullis.policy.language.Vocabulary;
import io.portcullis.policy.pack.LimitField;
import java.util.Map;

/** The reference page of the rule language, written from the fact classes and the bounds of the checker: it cannot be out of date. */
public final class LanguageReference {
    private static final String HEAD = """
            # The rule language

            This page is generated from the fact classes by `portcullis rules language`; a build fails when it differs. How packs,
            tables, limits and cases are laid out stands in `rules/README.md`.

            A file consists of rules. Two readers have to read each file alike, ours and the rule engine's; what neither of the lists
            below has is refused with file, line or cell, and the nearest valid name.

                rule "ID" when FACT(CONDITION, ...) ... then VERDICT; ... end

            | inside the brackets of a fact | |
            |---|---|
            | `$name : field` | gives a field a name, for conditions behind it and for verdicts |
            | `field`, `!field` | a flag |
            | `< <= > >= == !=` | compare numbers; flags and texts for `==` and `!=` only |
            | `field in ("A", "B")`, `field not in (1, 2)` | one of a list, or none of it |
            | `&& \\|\\| ! ( )` | both, one of both, not |
            | `+ - * /`, `abs(x)`, `min(x, y)`, `max(x, y)` | computed numbers; a result that is no number refuses the order |
            | `12`, `0.05`, `1e6`, `"text"`, `true`, `false` | values |

            Conditions are separated by commas and all of them must hold. Each fact stands at most once in a rule. No rule can allow.
            Two numbers that are compared, added or limited by each other must count the same: `bps` against `fraction` is refused.
            """;

    private LanguageReference() {}

    /** The page, in Markdown. */
    public static String markdown() {
        StringBuilder page = new StringBuilder(HEAD);
        page.append("\n## Bounds\n\n| of | at most |\n|---|---|\n");
        RuleLanguage.BOUNDS.forEach((what, most) ->
                page.append("| ").append(what).append(" | ").append(most).append(" |\n"));
        for (Ring ring : Ring.values()) {
            ring(page, ring);
        }
        limits(page);
        return page.toString();
    }

    private static void ring(StringBuilder page, Ring ring) {
        Vocabulary vocabulary = Vocabulary.of(ring);
        page.append("\n## Rules in `").append(ring.folder()).append("/`\n\n");
        page.append(
                switch (ring) {
                    case GATE -> "Judged for each order.\n";
                    case WATCH -> "Judged on fills, market moves, clock ticks and lost links.\n";
                });
        page.append("\n| verdict | |\n|---|---|\n");
        vocabulary
                .verdicts()
                .forEach(form -> page.append("| `verdict.")
                        .append(form)
                        .append(";` | ")
                        .append(meaning(form.name()))
                        .append(" |\n"));
        page.append("\n| fact | field | kind | unit | since | meaning |\n|---|---|---|---|---|---|\n");
        for (Class<?> type : vocabulary.types()) {
            vocabulary
                    .fields(type.getSimpleName())
                    .forEach((field, kind) -> vocabulary
                            .meaning(type.getSimpleName(), field)
                            .ifPresent(meaning -> field(page, type.getSimpleName(), Map.entry(field, kind), meaning)));
        }
    }

    private static void field(StringBuilder page, String type, Map.Entry<String, Kind> field, Meaning meaning) {
        String kind = switch (field.getValue()) {
            case NUMBER -> "number";
            case FLAG -> "flag";
            case TEXT -> "text";
        };
        String unit = meaning.unit() == Unit.NONE ? "" : meaning.unit().word();
        page.append("| ")
                .append(type)
                .append(" | `")
                .append(field.getKey())
                .append("` | ")
                .append(kind);
        page.append(" | ").append(unit).append(" | ").append(meaning.since()).append(" | ");
        page.append(meaning.value()).append(" |\n");
    }

    private static String meaning(String verdict) {
        return switch (verdict) {
            case "deny" -> "refuses the order; with numbers, they explain it";
            case "reduceTo" -> "lets so many shares go out at most; the smaller order is judged once more";
            case "warn" -> "is recorded, and changes nothing";
            case "reduceOnly" -> "from now on only exits pass there";
            case "kill" -> "from now on only cancels pass there";
            default -> throw new IllegalStateException("verdict " + verdict + " has no meaning");
        };
    }

    private static void limits(StringBuilder page) {
        page.append("\n## Limits\n\nWritten in `limits.csv`, read by rules as fields of `Limits`.\n");
        page.append("\n| limit | field | units, the field's own first | at most |\n|---|---|---|---|\n");
        for (LimitField limit : LimitField.values()) {
            page.append("| `")
                    .append(limit.kebab())
                    .append("` | `")
                    .append(limit.field())
                    .append("` | ");
            page.append(limit.units()).append(" | ");
            page.append(java.math.BigDecimal.valueOf(limit.mostThatCanBeMeant())
                            .stripTrailingZeros()
                            .toPlainString())
                    .append(' ')
                    .append(limit.unit())
                    .append(" |\n");
        }
    }
}
