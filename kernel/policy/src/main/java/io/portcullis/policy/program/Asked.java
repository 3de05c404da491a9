package io.portcullis.policy.program;

import io.portcullis.engine.gate.facts.FactField.Kind;
import io.portcullis.policy.language.Comparison;
import io.portcullis.policy.language.Conditions;
import io.portcullis.policy.language.Expression;
import io.portcullis.policy.language.Rule;
import io.portcullis.policy.language.VerdictCall;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;

/**
 * A rule while its place in the class is sought.
 *
 * @param rule the rule
 * @param conditions its conditions in their order
 * @param open those that cannot throw and have not been asked around it yet
 */
record Asked(Rule rule, Conditions conditions, List<Expression> open) {
    static Asked of(Rule rule) {
        Conditions conditions = rule.conditions();
        return new Asked(rule, conditions, conditions.own());
    }

    /** Whether a condition may be asked before this rule: one of its own, and nothing of it has to be computed earlier. */
    boolean mayBegin(Expression condition) {
        return conditions.throwing().isEmpty() && open.contains(condition);
    }

    /** The same rule inside an {@code if} with this condition. */
    Asked inside(Expression condition) {
        return new Asked(
                rule,
                conditions,
                open.stream().filter(each -> !each.equals(condition)).toList());
    }

    /** What is compared with a text, such as a sector: rules of the same one belong together. Empty when there is none. */
    String text() {
        return conditions.throwing().isEmpty()
                ? open.stream()
                        .filter(Asked::isTextEquality)
                        .map(Expression::toString)
                        .findFirst()
                        .orElse("")
                : "";
    }

    static boolean isTextEquality(Expression condition) {
        return condition instanceof Comparison comparison
                && comparison.left().kind() == Kind.TEXT
                && comparison.operator().equals("==");
    }

    /** How long its code is, in nodes of its tree. */
    int nodes() {
        int[] count = new int[1];
        List<Expression> all = new ArrayList<>(open);
        conditions.throwing().forEach(all::addAll);
        all.addAll(conditions.joining());
        for (VerdictCall call : rule.verdicts()) {
            count[0] += 2;
            all.addAll(call.arguments());
        }
        all.forEach(each -> each.visit(node -> count[0]++));
        return count[0];
    }

    /** The types of the facts that it reads. */
    SortedSet<String> types() {
        return rule.typesRead();
    }
}
