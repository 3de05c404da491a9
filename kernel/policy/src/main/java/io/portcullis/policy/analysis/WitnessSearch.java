package io.portcullis.policy.analysis;

import io.portcullis.engine.gate.facts.FactField.Kind;
import io.portcullis.policy.gate.PackJudge;
import io.portcullis.policy.language.Arithmetic;
import io.portcullis.policy.language.Comparison;
import io.portcullis.policy.language.Expression;
import io.portcullis.policy.language.FieldRead;
import io.portcullis.policy.language.FieldReader;
import io.portcullis.policy.language.Words;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Looks for facts in a box that two packs judge differently. A box says only what two packs might see differently; what is returned has
 * been judged by both.
 */
final class WitnessSearch {
    private static final double[] FACTORS = {0, 0.5, 2, 10, 100, 1_000, 1e6, -1, -1_000};

    private final PackJudge before;
    private final PackJudge after;
    private final Map<String, String> base;

    /** @param base facts of an order that passes and of a quiet watch evaluation */
    WitnessSearch(PackJudge before, PackJudge after, Map<String, String> base) {
        this.before = before;
        this.after = after;
        this.base = base;
    }

    /** Facts in the box to which one of the packs is looser than the other. */
    Optional<Witness> find(Scene scene, Box box, Map<String, Expression> expressions, boolean afterIsLooser) {
        for (Pick pick : Pick.values()) {
            Stage stage = Stage.of(scene, base);
            SortedMap<String, String> shown = new TreeMap<>();
            for (Map.Entry<String, Values> term : ordered(box, expressions)) {
                Expression expression = expressions.get(term.getKey());
                if (expression != null) {
                    put(stage, expression, term.getValue(), pick, shown);
                }
            }
            Stage.Saying said = stage.judge(before);
            Stage.Saying says = stage.judge(after);
            if (afterIsLooser ? says.isLooserThan(said) : said.isLooserThan(says)) {
                return Optional.of(new Witness(scene.ring(), scene.words(), shown, said.words(), says.words()));
            }
        }
        return Optional.empty();
    }

    /** Fields first: what is computed from them is set by moving one that is still free. */
    private static List<Map.Entry<String, Values>> ordered(Box box, Map<String, Expression> expressions) {
        List<Map.Entry<String, Values>> terms = new ArrayList<>();
        box.terms().entrySet().stream()
                .filter(term -> expressions.get(term.getKey()) instanceof FieldRead)
                .forEach(terms::add);
        box.terms().entrySet().stream()
                .filter(term -> !(expressions.get(term.getKey()) instanceof FieldRead))
                .forEach(terms::add);
        return terms;
    }

    private void put(Stage stage, Expression expression, Values values, Pick pick, Map<String, String> shown) {
        if (expression instanceof FieldRead field) {
            set(stage, field, value(stage.reader().value(field.name()), values, pick), shown);
        } else if (expression instanceof Arithmetic difference
                && difference.operator().equals("-")
                && difference.left() instanceof FieldRead left
                && values instanceof Values.Numbers numbers) {
            double other = difference.right().number(stage.reader());
            double wanted = number(0, numbers, pick);
            set(stage, left, Words.number(other + wanted), shown);
        } else if (expression instanceof Comparison same && same.left() instanceof FieldRead left) {
            Object other = same.right().value(stage.reader());
            boolean equal = ((Values.Flags) values).canBeTrue();
            set(stage, left, equal ? String.valueOf(other) : differing(left, other), shown);
        } else if (values instanceof Values.Numbers numbers) {
            compute(stage, expression, numbers, shown);
        }
    }

    private static String differing(FieldRead field, Object other) {
        return field.kind() == Kind.FLAG ? String.valueOf(!(Boolean) other) : other + "x";
    }

    /** Moves one field after the other until what is computed lies where it should. */
    private static void compute(Stage stage, Expression expression, Values.Numbers wanted, Map<String, String> shown) {
        for (String name : Regions.fields(expression)) {
            Object now = stage.reader().value(name);
            if (!(now instanceof Double number) || isThere(stage.reader(), expression, wanted)) {
                continue;
            }
            for (double factor : FACTORS) {
                stage.set(name, Words.number((number == 0 ? 1 : number) * factor));
                if (isThere(stage.reader(), expression, wanted)) {
                    shown.put(name, String.valueOf(stage.reader().value(name)));
                    return;
                }
            }
            stage.set(name, String.valueOf(number));
        }
    }

    private static boolean isThere(FieldReader facts, Expression expression, Values.Numbers wanted) {
        try {
            return wanted.contains(expression.number(facts));
        } catch (ArithmeticException e) {
            return false;
        }
    }

    private static void set(Stage stage, FieldRead field, String value, Map<String, String> shown) {
        stage.set(field.name(), value);
        shown.put(field.name(), value);
        switch (field.name()) {
            case "order.side" -> stage.set("order.buy", String.valueOf(value.equals("BUY")));
            case "order.buy" -> stage.set("order.side", value.equals("true") ? "BUY" : "SELL");
            case "order.type" -> stage.set("order.market", String.valueOf(value.equals("MARKET")));
            case "order.market" -> stage.set("order.type", value.equals("true") ? "MARKET" : "LIMIT");
            default -> {} // nothing else says the same
        }
    }

    private static String value(Object now, Values values, Pick pick) {
        if (values instanceof Values.Flags flags) {
            boolean keep = now instanceof Boolean flag && (flag ? flags.canBeTrue() : flags.canBeFalse());
            return String.valueOf(keep ? now : flags.canBeTrue());
        }
        if (values instanceof Values.Texts texts) {
            if (texts.contains(String.valueOf(now))) {
                return String.valueOf(now);
            }
            return texts.others() ? Scene.UNLISTED : texts.texts().iterator().next();
        }
        return Words.number(number((Double) now, (Values.Numbers) values, pick));
    }

    private static double number(double now, Values.Numbers numbers, Pick pick) {
        if (numbers.contains(now) && pick == Pick.INSIDE) {
            return now;
        }
        Values.Range range =
                numbers.ranges().get(pick == Pick.LAST_EDGE ? numbers.ranges().size() - 1 : 0);
        boolean fromBelow = range.from() > -Double.MAX_VALUE;
        boolean fromAbove = range.to() < Double.MAX_VALUE;
        double wanted = switch (pick) {
            case INSIDE ->
                fromBelow && fromAbove
                        ? range.from() / 2 + range.to() / 2
                        : fromBelow ? range.from() + step(range.from()) : range.to() - step(range.to());
            case FIRST_EDGE -> fromBelow ? range.from() : range.to();
            case LAST_EDGE -> fromAbove ? range.to() : range.from();
        };
        return pick == Pick.INSIDE ? shortest(wanted, range) : wanted;
    }

    /** Far enough from a bound to be seen. */
    private static double step(double bound) {
        return Math.abs(bound) < 1e-9 ? 1 : Math.abs(bound) / 10;
    }

    /** The number with the fewest digits that lies in a range, near what is wanted. */
    private static double shortest(double wanted, Values.Range range) {
        for (int digits = 1; digits <= 17; digits++) {
            double rounded = BigDecimal.valueOf(wanted)
                    .round(new MathContext(digits, RoundingMode.HALF_EVEN))
                    .doubleValue();
            if (range.from() <= rounded && rounded <= range.to()) {
                return rounded;
            }
        }
        return range.from() > -Double.MAX_VALUE ? range.from() : range.to();
    }

    /** Where in a range a number is taken. */
    private enum Pick {
        INSIDE,
        FIRST_EDGE,
        LAST_EDGE
    }
}
