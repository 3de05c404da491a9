package io.portcullis.policy.analysis;

import io.portcullis.policy.language.Expression;
import io.portcullis.policy.language.FieldRead;
import io.portcullis.policy.language.Literal;
import io.portcullis.policy.language.Rule;
import io.portcullis.policy.language.VerdictCall;
import io.portcullis.policy.language.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One thing that a rule does to whatever lies in its region. Warnings are none.
 *
 * @param rule which rule
 * @param region to what
 * @param strength larger is stricter: how strict the verdict is by its kind
 * @param target for a watch rule its scope, for a reduction the number of shares, in words
 * @param shares for a reduction to a number that is known here: that number; NaN otherwise
 */
record Effect(Rule rule, Region region, int strength, String target, double shares) {
    private static final int REDUCE = 1;
    private static final int DENY = 2;
    private static final int REDUCE_ONLY = 3;
    private static final int KILL = 4;

    static List<Effect> of(Rule rule, Region region, Map<String, Object> constants) {
        List<Effect> effects = new ArrayList<>();
        for (VerdictCall call : rule.verdicts()) {
            switch (call.verdict()) {
                case "deny" -> effects.add(new Effect(rule, region, DENY, "", Double.NaN));
                case "reduceTo" -> {
                    Expression shares = call.arguments().get(0);
                    effects.add(new Effect(rule, region, REDUCE, Words.of(shares), number(shares, constants)));
                }
                case "reduceOnly" -> effects.add(new Effect(rule, region, REDUCE_ONLY, call.scope(), Double.NaN));
                case "kill" -> effects.add(new Effect(rule, region, KILL, call.scope(), Double.NaN));
                default -> {} // a warning changes nothing
            }
        }
        return effects;
    }

    private static double number(Expression shares, Map<String, Object> constants) {
        if (shares instanceof Literal literal) {
            return (Double) literal.value();
        }
        return shares instanceof FieldRead field && constants.get(field.name()) instanceof Double value
                ? value
                : Double.NaN;
    }

    /** Whether this is at least as strict as another, wherever both apply. */
    boolean covers(Effect other) {
        if (strength >= REDUCE_ONLY || other.strength >= REDUCE_ONLY) {
            return strength >= other.strength && target.equals(other.target);
        }
        if (strength == REDUCE && other.strength == REDUCE) {
            return Double.isNaN(shares) || Double.isNaN(other.shares)
                    ? Double.isNaN(shares) && Double.isNaN(other.shares) && target.equals(other.target)
                    : shares <= other.shares;
        }
        return strength >= other.strength;
    }
}
