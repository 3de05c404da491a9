package io.portcullis.policy.gate;

import io.portcullis.engine.gate.facts.GateFacts;
import io.portcullis.policy.language.Expression;
import io.portcullis.policy.language.FieldRead;
import io.portcullis.policy.language.FieldReader;
import io.portcullis.policy.language.Rule;
import io.portcullis.policy.language.VerdictCall;
import java.util.ArrayList;
import java.util.List;

/** A gate rule that refuses with a value and a limit: the distance between the two is headroom. */
record HeadroomRule(Rule rule, FieldRead measure, Expression limit) {
    static List<HeadroomRule> of(List<Rule> rules) {
        List<HeadroomRule> found = new ArrayList<>();
        for (Rule rule : rules) {
            for (VerdictCall call : rule.verdicts()) {
                boolean numeric =
                        call.verdict().equals("deny") && call.arguments().size() == 2;
                if (numeric && call.arguments().get(0) instanceof FieldRead measure) {
                    found.add(new HeadroomRule(rule, measure, call.arguments().get(1)));
                }
            }
        }
        return found;
    }

    Headroom measure(GateFacts facts) {
        FieldReader actual = FieldReader.of(facts);
        double value = measure.number(actual);
        double allowed = limit.number(actual);
        String limitName = limit instanceof FieldRead field ? field.name() : String.valueOf(allowed);
        return new Headroom(rule.id(), measure.name(), limitName, value, allowed, allowed - value, applies(actual));
    }

    /** With the measure far beyond everything, only the other conditions of the rule decide. */
    private boolean applies(FieldReader actual) {
        FieldReader beyond = name -> name.equals(measure.name()) ? (Object) 1e300 : actual.value(name);
        try {
            return rule.holds(beyond) || rule.holds(actual);
        } catch (ArithmeticException e) {
            // A rule that cannot be computed refuses.
            return true;
        }
    }
}
