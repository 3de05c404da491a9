package io.portcullis.policy.analysis;

import io.portcullis.engine.gate.facts.FactField.Kind;
import io.portcullis.policy.language.Arithmetic;
import io.portcullis.policy.language.Comparison;
import io.portcullis.policy.language.Expression;
import io.portcullis.policy.language.FieldRead;
import io.portcullis.policy.language.FieldReader;
import io.portcullis.policy.language.Literal;
import io.portcullis.policy.language.Logic;
import io.portcullis.policy.language.Membership;
import io.portcullis.policy.language.Negation;
import io.portcullis.policy.language.Rule;
import io.portcullis.policy.language.Words;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Which facts a rule speaks to, once the limits are numbers. Exact for what can be computed; what throws is looked at elsewhere. */
final class Regions {
    private static final Map<String, String> MIRRORED =
            Map.of("<", ">", "<=", ">=", ">", "<", ">=", "<=", "==", "==", "!=", "!=");
    private static final Map<String, String> NEGATED =
            Map.of("<", ">=", "<=", ">", ">", "<=", ">=", "<", "==", "!=", "!=", "==");

    private final Map<String, Object> constants;
    private final FieldReader reader;
    private final Map<String, Expression> expressions = new HashMap<>();

    /** @param constants fields whose values are known, limits above all, by their names */
    Regions(Map<String, Object> constants) {
        this.constants = Map.copyOf(constants);
        this.reader = name -> {
            throw new IllegalStateException(name + " is no constant");
        };
    }

    /** The facts that a rule speaks to. */
    Region of(Rule rule) {
        Region region = Region.ALL;
        for (var pattern : rule.patterns()) {
            for (Expression constraint : pattern.constraints()) {
                region = region.and(of(constraint, true));
            }
        }
        return region;
    }

    /** The expressions behind the terms that have come up, by the terms' words. */
    Map<String, Expression> expressions() {
        return expressions;
    }

    /** Whether a rule computes something, which can fail and then refuses. */
    static boolean mayThrow(Rule rule) {
        boolean[] found = new boolean[1];
        rule.patterns()
                .forEach(pattern -> pattern.constraints()
                        .forEach(constraint -> constraint.visit(node -> found[0] |= node instanceof Arithmetic)));
        return found[0];
    }

    private Region of(Expression expression, boolean wanted) {
        if (expression instanceof Negation negation) {
            return of(negation.operand(), !wanted);
        }
        if (expression instanceof Logic logic) {
            boolean both = logic.operator().equals("&&") == wanted;
            Region left = of(logic.left(), wanted);
            Region right = of(logic.right(), wanted);
            return both ? left.and(right) : left.or(right);
        }
        if (expression instanceof Comparison comparison && comparison.left().kind() == Kind.NUMBER) {
            return numbers(comparison, wanted);
        }
        if (expression instanceof Comparison comparison) {
            return texts(comparison, wanted == comparison.operator().equals("=="));
        }
        if (expression instanceof Membership membership) {
            return membership(membership, wanted != membership.negated());
        }
        return flag(expression, wanted);
    }

    private Region flag(Expression expression, boolean wanted) {
        Object known = expression instanceof FieldRead field ? constants.get(field.name()) : null;
        return known == null ? term(expression, Values.Flags.of(wanted)) : truth(known.equals(wanted));
    }

    private Region numbers(Comparison comparison, boolean wanted) {
        String operator = wanted ? comparison.operator() : NEGATED.get(comparison.operator());
        Double left = constant(comparison.left());
        Double right = constant(comparison.right());
        if (left != null && right != null) {
            return truth(Values.Numbers.of(operator, right).contains(left));
        }
        if (right != null) {
            return term(comparison.left(), Values.Numbers.of(operator, right));
        }
        if (left != null) {
            return term(comparison.right(), Values.Numbers.of(MIRRORED.get(operator), left));
        }
        String one = Words.of(comparison.left());
        String other = Words.of(comparison.right());
        boolean ordered = one.compareTo(other) <= 0;
        Expression difference = ordered
                ? new Arithmetic("-", comparison.left(), comparison.right())
                : new Arithmetic("-", comparison.right(), comparison.left());
        return term(difference, Values.Numbers.of(ordered ? operator : MIRRORED.get(operator), 0));
    }

    private Region texts(Comparison comparison, boolean equal) {
        Expression left = comparison.left() instanceof Literal ? comparison.right() : comparison.left();
        Expression right = comparison.left() instanceof Literal ? comparison.left() : comparison.right();
        Object known = left instanceof FieldRead field ? constants.get(field.name()) : null;
        if (right instanceof Literal literal && known != null) {
            return truth(known.equals(literal.value()) == equal);
        }
        if (right instanceof Literal literal) {
            Values values = literal.value() instanceof Boolean flag
                    ? Values.Flags.of(flag)
                    : Values.Texts.of((String) literal.value());
            return term(left, equal ? values : values.complement());
        }
        return term(new Comparison("==", left, right), Values.Flags.of(equal));
    }

    private Region membership(Membership membership, boolean inside) {
        Region region = inside ? Region.NONE : Region.ALL;
        for (Literal value : membership.values()) {
            Comparison same = new Comparison("==", membership.subject(), value);
            region = inside ? region.or(of(same, true)) : region.and(of(same, false));
        }
        return region;
    }

    private Region term(Expression expression, Values values) {
        String words = Words.of(expression);
        expressions.put(words, expression);
        return values.isEmpty() ? Region.NONE : Region.of(Box.of(words, values));
    }

    private static Region truth(boolean holds) {
        return holds ? Region.ALL : Region.NONE;
    }

    /** The number that an expression always is; null when it reads a fact. */
    private Double constant(Expression expression) {
        boolean[] open = new boolean[1];
        expression.visit(node -> open[0] |= node instanceof FieldRead field && !isKnown(field));
        if (open[0]) {
            return null;
        }
        try {
            double value =
                    expression.number(name -> constants.containsKey(name) ? constants.get(name) : reader.value(name));
            return Double.isFinite(value) ? value : null;
        } catch (ArithmeticException e) {
            return null;
        }
    }

    private boolean isKnown(FieldRead field) {
        return constants.get(field.name()) instanceof Double value && Double.isFinite(value);
    }

    /** The fields of facts that are read, limits left out. */
    static Set<String> fields(Expression expression) {
        Set<String> names = new java.util.TreeSet<>();
        expression.visit(node -> {
            if (node instanceof FieldRead field && !field.name().startsWith("limits.")) {
                names.add(field.name());
            }
        });
        return names;
    }
}
