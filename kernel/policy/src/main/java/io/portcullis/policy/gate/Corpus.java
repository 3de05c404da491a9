package io.portcullis.policy.gate;

import io.portcullis.engine.gate.facts.FactField.Kind;
import io.portcullis.engine.gate.facts.FactSchema;
import io.portcullis.engine.gate.facts.GateFacts;
import io.portcullis.engine.gate.facts.WatchFacts;
import io.portcullis.policy.Ring;
import io.portcullis.policy.language.Comparison;
import io.portcullis.policy.language.Expression;
import io.portcullis.policy.language.FactPattern;
import io.portcullis.policy.language.FieldRead;
import io.portcullis.policy.language.FieldReader;
import io.portcullis.policy.language.Literal;
import io.portcullis.policy.language.Membership;
import io.portcullis.policy.language.Negation;
import io.portcullis.policy.language.Rule;
import io.portcullis.policy.language.WatchSchema;
import io.portcullis.policy.pack.LimitTable;
import io.portcullis.policy.pack.RulePack;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Facts made to find a difference between two judges of a pack: each set is aimed at one rule, with its numbers on the rule's
 * boundaries or one step beside them, and now and then with a number that is none. Seeded; one thread.
 *
 * @param <F> the facts of a ring
 */
final class Corpus<F> {
    private static final String LIMITS = "limits.";
    private static final String[] TEXTS = {"", "BUY", "SELL", "LIVE", "main", "other"};
    private static final double[] NUMBERS = {0, -0.0, 1, -1, 0.5, 100, 1e6};
    private static final double[] EXTREMES = {Double.MAX_VALUE, -Double.MAX_VALUE, Double.MIN_VALUE, 1e300, -1e300};
    private static final double[] NO_NUMBERS = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};
    private static final int EXTREME_ONE_IN = 20;
    private static final int MISSING_ONE_IN = 50;
    private static final int QUIET_ONE_IN = 8;

    private final Random random;
    private final List<Rule> rules;
    private final Supplier<F> blank;
    private final Map<String, Slot<F>> slots;
    private final Consumer<F> limits;
    private final Map<String, List<String>> texts = new HashMap<>();

    /** One field of the facts. */
    private record Slot<F>(String name, Kind kind, BiConsumer<F, String> writer, FieldsOf<F> reader) {}

    private interface FieldsOf<F> {
        FieldReader of(F facts);
    }

    private Corpus(long seed, List<Rule> rules, Supplier<F> blank, Map<String, Slot<F>> slots, Consumer<F> limits) {
        this.random = new Random(seed);
        this.rules = rules;
        this.blank = blank;
        this.slots = slots;
        this.limits = limits;
        rules.forEach(this::collectTexts);
    }

    /** Orders. */
    static Corpus<GateFacts> orders(RulePack pack, long seed) {
        Map<String, Slot<GateFacts>> slots = new HashMap<>();
        FactSchema.FIELDS.forEach(field ->
                slots.put(field.name(), new Slot<>(field.name(), field.kind(), field.writer(), FieldReader::of)));
        PackFacts facts = new PackFacts(pack.limits(), pack.restricted());
        Corpus<GateFacts> corpus = new Corpus<>(seed, pack.rules(Ring.GATE), GateFacts::new, slots, facts::set);
        corpus.collectScopes(pack);
        return corpus;
    }

    /** States of things. */
    static Corpus<WatchFacts> states(RulePack pack, long seed) {
        Map<String, Slot<WatchFacts>> slots = new HashMap<>();
        WatchSchema.FIELDS.forEach(field ->
                slots.put(field.name(), new Slot<>(field.name(), field.kind(), field.writer(), FieldReader::of)));
        return new Corpus<>(seed, pack.rules(Ring.WATCH), WatchFacts::new, slots, pack.limits()::resolve);
    }

    /** The next set of facts. */
    F next() {
        F facts = blank.get();
        for (Slot<F> slot : slots.values()) {
            if (!slot.name().startsWith(LIMITS)) {
                slot.writer().accept(facts, anything(slot));
            }
        }
        limits.accept(facts);
        if (!rules.isEmpty() && random.nextInt(QUIET_ONE_IN) > 0) {
            Rule rule = rules.get(random.nextInt(rules.size()));
            for (FactPattern pattern : rule.patterns()) {
                pattern.constraints().forEach(each -> aim(facts, each, random.nextInt(6) > 0));
            }
        }
        if (random.nextInt(MISSING_ONE_IN) == 0) {
            Slot<F> slot = any(Kind.NUMBER);
            slot.writer().accept(facts, String.valueOf(NO_NUMBERS[random.nextInt(NO_NUMBERS.length)]));
        }
        return facts;
    }

    private String anything(Slot<F> slot) {
        return switch (slot.kind()) {
            case FLAG -> String.valueOf(random.nextInt(4) == 0);
            case TEXT -> {
                List<String> known = texts.getOrDefault(slot.name(), List.of());
                yield known.isEmpty() || random.nextInt(3) == 0
                        ? TEXTS[random.nextInt(TEXTS.length)]
                        : known.get(random.nextInt(known.size()));
            }
            case NUMBER ->
                String.valueOf(
                        random.nextInt(EXTREME_ONE_IN * slots.size()) == 0
                                ? EXTREMES[random.nextInt(EXTREMES.length)]
                                : NUMBERS[random.nextInt(NUMBERS.length)]);
        };
    }

    /** Sets fields so that a condition holds, or does not, as far as that is plain to see. */
    private void aim(F facts, Expression condition, boolean wanted) {
        if (condition instanceof FieldRead field) {
            write(facts, field, String.valueOf(wanted));
        } else if (condition instanceof Negation negation) {
            aim(facts, negation.operand(), !wanted);
        } else if (condition instanceof Membership membership
                && membership.subject() instanceof FieldRead field
                && wanted != membership.negated()) {
            List<Literal> values = membership.values();
            write(
                    facts,
                    field,
                    String.valueOf(values.get(random.nextInt(values.size())).value()));
        } else if (condition instanceof Comparison comparison) {
            aim(facts, comparison, wanted);
        } else {
            condition.visit(node -> {
                if (node instanceof Comparison comparison && random.nextBoolean()) {
                    aim(facts, comparison, wanted);
                }
            });
        }
    }

    private void aim(F facts, Comparison comparison, boolean wanted) {
        boolean leftMoves =
                comparison.left() instanceof FieldRead field && !field.name().startsWith(LIMITS);
        Expression moves = leftMoves ? comparison.left() : comparison.right();
        Expression stays = leftMoves ? comparison.right() : comparison.left();
        if (!(moves instanceof FieldRead field) || field.name().startsWith(LIMITS)) {
            return;
        }
        Object value;
        try {
            value = stays.value(slots.get(field.name()).reader().of(facts));
        } catch (ArithmeticException e) {
            return;
        }
        if (field.kind() == Kind.NUMBER) {
            write(facts, field, String.valueOf(beside((Double) value)));
        } else if (wanted == comparison.operator().equals("==")) {
            write(facts, field, String.valueOf(value));
        }
    }

    private double beside(double boundary) {
        return switch (random.nextInt(7)) {
            case 0 -> boundary;
            case 1 -> Math.nextUp(boundary);
            case 2 -> Math.nextDown(boundary);
            case 3 -> boundary - 1;
            case 4 -> boundary / 2;
            default -> boundary + 1;
        };
    }

    private void write(F facts, FieldRead field, String value) {
        if (!field.name().startsWith(LIMITS)) {
            slots.get(field.name()).writer().accept(facts, value);
        }
    }

    private Slot<F> any(Kind kind) {
        List<Slot<F>> all = slots.values().stream()
                .filter(slot -> slot.kind() == kind && !slot.name().startsWith(LIMITS))
                .sorted(java.util.Comparator.comparing(Slot::name))
                .toList();
        return all.get(random.nextInt(all.size()));
    }

    private void collectTexts(Rule rule) {
        rule.patterns()
                .forEach(pattern -> pattern.constraints()
                        .forEach(each -> each.visit(node -> {
                            if (node instanceof Comparison comparison
                                    && comparison.left() instanceof FieldRead field
                                    && comparison.right() instanceof Literal literal
                                    && literal.kind() == Kind.TEXT) {
                                text(field.name(), (String) literal.value());
                            } else if (node instanceof Membership membership
                                    && membership.subject() instanceof FieldRead field) {
                                membership.values().stream()
                                        .filter(literal -> literal.kind() == Kind.TEXT)
                                        .forEach(literal -> text(field.name(), (String) literal.value()));
                            }
                        })));
    }

    /** Limits differ by what these fields say, and a restricted instrument is one only by its symbol. */
    private void collectScopes(RulePack pack) {
        pack.limits().rows().stream().map(LimitTable.Row::scope).distinct().forEach(scope -> {
            String value = scope.substring(scope.indexOf(':') + 1);
            switch (scope.substring(0, Math.max(0, scope.indexOf(':')))) {
                case "sector" -> text("instrument.sector", value);
                case "instrument" -> text("instrument.symbol", value);
                case "account" -> text("order.account", value);
                default -> {} // what no field of an order names
            }
        });
        pack.restricted().reasons().keySet().forEach(symbol -> text("instrument.symbol", symbol));
    }

    private void text(String field, String value) {
        texts.computeIfAbsent(field, name -> new ArrayList<>()).add(value);
    }
}
