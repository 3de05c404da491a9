package io.portcullis.policy.language;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The conditions of a rule in the order in which they are evaluated.
 *
 * <p>A condition that cannot be computed, such as a division by zero, refuses the order, and that must not depend on another
 * fact: what a rule asks of one fact alone is computed whatever it asks of others. So the conditions that may throw and read
 * their own fact only come first, each fact's for itself; then those that read their own fact and cannot throw; and at last,
 * once all of these hold, those that hold two facts against each other, in the order of the rule.
 *
 * @param throwing for each fact with a condition of its own that may throw: all that are its own
 * @param own conditions that read one fact and cannot throw
 * @param joining conditions that read fields of other facts
 */
public record Conditions(List<List<Expression>> throwing, List<Expression> own, List<Expression> joining) {
    /** Of the patterns of a rule. */
    public static Conditions of(List<FactPattern> patterns) {
        Conditions conditions = new Conditions(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (FactPattern pattern : patterns) {
            List<Expression> own = new ArrayList<>();
            for (Expression constraint : pattern.constraints()) {
                (readsOnly(pattern.type(), constraint) ? own : conditions.joining).add(constraint);
            }
            if (own.stream().anyMatch(Conditions::mayThrow)) {
                conditions.throwing.add(own);
            } else {
                conditions.own.addAll(own);
            }
        }
        return conditions;
    }

    private static boolean readsOnly(String type, Expression constraint) {
        return Rule.fieldsOf(constraint).allMatch(field -> field.type().equals(type));
    }

    /** Facts are finite before any rule sees them, so only what is computed can fail to be a number. */
    private static boolean mayThrow(Expression constraint) {
        boolean[] found = new boolean[1];
        constraint.visit(node -> found[0] |= node instanceof Arithmetic);
        return found[0];
    }

    /** One Java expression; {@code &} computes both sides, {@code &&} stops at the first that does not hold. */
    String code(String facts) {
        List<String> parts = new ArrayList<>();
        if (!throwing.isEmpty()) {
            parts.add(throwing.stream()
                    .map(group -> "(" + all(group, facts) + ")")
                    .collect(Collectors.joining(" & ", "(", ")")));
        }
        own.forEach(each -> parts.add(each.code(facts)));
        joining.forEach(each -> parts.add(each.code(facts)));
        return parts.isEmpty() ? "true" : String.join(" && ", parts);
    }

    /** The same without a rule engine: whether all hold. Throws where the code would. */
    boolean holds(FieldReader facts) {
        boolean all = true;
        for (List<Expression> group : throwing) {
            all &= group.stream().allMatch(each -> each.flag(facts));
        }
        return all
                && own.stream().allMatch(each -> each.flag(facts))
                && joining.stream().allMatch(each -> each.flag(facts));
    }

    private static String all(List<Expression> group, String facts) {
        return group.stream().map(each -> each.code(facts)).collect(Collectors.joining(" && "));
    }
}
