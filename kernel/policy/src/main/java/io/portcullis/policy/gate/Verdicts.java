package io.portcullis.policy.gate;

import io.portcullis.model.gate.Reason;
import io.portcullis.model.gate.ReasonCode;
import io.portcullis.policy.language.RuleFunctions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What the rules of one evaluation say. Public because compiled rules call it; one engine thread, reused. */
public abstract class Verdicts {
    private final List<Reason> reasons = new ArrayList<>();
    private boolean complete;

    Verdicts() {}

    /** Noted; the verdict is unchanged. */
    public void warn(String rule, double value, double limit) {
        add(ReasonCode.POLICY_WARNED, rule, RuleFunctions.finite(value), RuleFunctions.finite(limit));
    }

    /** Called by the generated last rule only. */
    public void complete() {
        complete = true;
    }

    void begin() {
        reasons.clear();
        complete = false;
    }

    boolean isComplete() {
        return complete;
    }

    void add(ReasonCode code, String rule, double value, double limit) {
        reasons.add(new Reason(code, rule, value, limit));
    }

    /** Sorted by rule, then by code: the order in which rules fired says nothing and may differ. */
    List<Reason> reasons() {
        if (reasons.isEmpty()) {
            return List.of();
        }
        reasons.sort(Comparator.comparing(Reason::rule).thenComparing(Reason::code));
        return List.copyOf(reasons);
    }
}
