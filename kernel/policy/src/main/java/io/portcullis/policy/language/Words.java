package io.portcullis.policy.language;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.stream.Collectors;

/** Rules in the words of those who wrote them, whatever the file's layout was. The same rule always gives the same words. */
public final class Words {
    private static final String LIMITS = "limits.";

    private Words() {}

    /** A rule's conditions, joined by "and". */
    public static String conditions(Rule rule) {
        return rule.patterns().stream()
                .flatMap(pattern -> pattern.constraints().stream())
                .map(Words::of)
                .collect(Collectors.joining(" and "));
    }

    /** What a rule does, such as {@code deny(order.notional, order-notional-max)}. */
    public static String verdicts(Rule rule) {
        return rule.verdicts().stream().map(Words::verdict).collect(Collectors.joining(", "));
    }

    private static String verdict(VerdictCall call) {
        String scope =
                call.scope().isEmpty() ? "" : call.scope() + (call.arguments().isEmpty() ? "" : ", ");
        return call.verdict() + "(" + scope
                + call.arguments().stream().map(Words::of).collect(Collectors.joining(", ")) + ")";
    }

    /** One expression. */
    public static String of(Expression expression) {
        if (expression instanceof FieldRead field) {
            return field(field);
        }
        if (expression instanceof Literal literal) {
            return literal(literal);
        }
        if (expression instanceof Negation negation) {
            return "not " + of(negation.operand());
        }
        if (expression instanceof Minus minus) {
            return "-" + of(minus.operand());
        }
        if (expression instanceof Arithmetic arithmetic) {
            return "(" + of(arithmetic.left()) + " " + arithmetic.operator() + " " + of(arithmetic.right()) + ")";
        }
        if (expression instanceof Comparison comparison) {
            return of(comparison.left()) + " " + comparison.operator() + " " + of(comparison.right());
        }
        if (expression instanceof Logic logic) {
            String word = logic.operator().equals("&&") ? "and" : "or";
            return "(" + of(logic.left()) + " " + word + " " + of(logic.right()) + ")";
        }
        if (expression instanceof FunctionCall call) {
            return call.function() + "("
                    + call.arguments().stream().map(Words::of).collect(Collectors.joining(", ")) + ")";
        }
        Membership membership = (Membership) expression;
        return of(membership.subject()) + (membership.negated() ? " not in (" : " in (")
                + membership.values().stream().map(Words::of).collect(Collectors.joining(", ")) + ")";
    }

    /** A number without an exponent and without needless zeros. */
    public static String number(double value) {
        if (!Double.isFinite(value)) {
            return String.valueOf(value);
        }
        BigDecimal exact = BigDecimal.valueOf(value);
        boolean plain = exact.signum() == 0 || (Math.abs(value) < 1e15 && Math.abs(value) >= 1e-12);
        return plain ? exact.stripTrailingZeros().toPlainString() : String.valueOf(value);
    }

    private static String field(FieldRead field) {
        return field.name().startsWith(LIMITS)
                ? field.field().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT)
                : field.name();
    }

    private static String literal(Literal literal) {
        return switch (literal.kind()) {
            case NUMBER -> number((Double) literal.value());
            case FLAG -> String.valueOf(literal.value());
            case TEXT -> "\"" + literal.value() + "\"";
        };
    }
}
