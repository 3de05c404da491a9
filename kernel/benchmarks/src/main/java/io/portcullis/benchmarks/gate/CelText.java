package io.portcullis.benchmarks.gate;

import io.portcullis.engine.gate.facts.FactField.Kind;
import io.portcullis.policy.language.Arithmetic;
import io.portcullis.policy.language.Comparison;
import io.portcullis.policy.language.Expression;
import io.portcullis.policy.language.FactPattern;
import io.portcullis.policy.language.FieldRead;
import io.portcullis.policy.language.Literal;
import io.portcullis.policy.language.Logic;
import io.portcullis.policy.language.Membership;
import io.portcullis.policy.language.Minus;
import io.portcullis.policy.language.Negation;
import io.portcullis.policy.language.Rule;
import java.util.List;

/** A rule's conditions in the Common Expression Language, where every field of the facts is a variable. */
final class CelText {
    private CelText() {}

    static String of(Rule rule) {
        List<String> all = rule.patterns().stream()
                .map(FactPattern::constraints)
                .flatMap(List::stream)
                .map(CelText::of)
                .toList();
        return String.join(" && ", all);
    }

    private static String of(Expression node) {
        if (node instanceof FieldRead read) {
            return read.name();
        }
        if (node instanceof Literal literal) {
            return literal.kind() == Kind.TEXT ? "\"" + literal.value() + "\"" : String.valueOf(literal.value());
        }
        if (node instanceof Negation not) {
            return "!" + of(not.operand());
        }
        if (node instanceof Minus minus) {
            return "-" + of(minus.operand());
        }
        if (node instanceof Comparison two) {
            return both(two.left(), two.operator(), two.right());
        }
        if (node instanceof Logic two) {
            return both(two.left(), two.operator(), two.right());
        }
        if (node instanceof Arithmetic two) {
            return both(two.left(), two.operator(), two.right());
        }
        if (node instanceof Membership member) {
            String list =
                    String.join(", ", member.values().stream().map(CelText::of).toList());
            String in = "(" + of(member.subject()) + " in [" + list + "])";
            return member.negated() ? "!" + in : in;
        }
        throw new IllegalArgumentException("CEL has no " + node);
    }

    private static String both(Expression left, String operator, Expression right) {
        return "(" + of(left) + " " + operator + " " + of(right) + ")";
    }
}
