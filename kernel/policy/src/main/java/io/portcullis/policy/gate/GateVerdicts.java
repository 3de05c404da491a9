package io.portcullis.policy.gate;

import io.portcullis.engine.gate.Ruling;
import io.portcullis.model.gate.Reason;
import io.portcullis.model.gate.ReasonCode;
import io.portcullis.model.gate.Verdict;
import io.portcullis.policy.language.RuleFunctions;
import java.util.List;

/** The verdicts of gate rules. There is none that allows. */
public final class GateVerdicts extends Verdicts {
    private boolean denied;
    private double quantityMax;

    /** Refuses, with the numbers that explain it. */
    public void deny(String rule, double value, double limit) {
        denied = true;
        add(ReasonCode.POLICY_DENIED, rule, RuleFunctions.finite(value), RuleFunctions.finite(limit));
    }

    /** Refuses without numbers. */
    public void deny(String rule) {
        denied = true;
        add(ReasonCode.POLICY_DENIED, rule, Double.NaN, Double.NaN);
    }

    /** At most so many shares; none at all is a refusal. */
    public void reduceTo(String rule, double quantity) {
        double limit = RuleFunctions.finite(quantity);
        if (limit <= 0) {
            deny(rule, 0, limit);
        } else {
            quantityMax = Math.min(quantityMax, limit);
            add(ReasonCode.POLICY_REDUCED, rule, limit, limit);
        }
    }

    @Override
    void begin() {
        super.begin();
        denied = false;
        quantityMax = Double.POSITIVE_INFINITY;
    }

    /** The ruling of a proven evaluation for an order of so many shares. */
    Ruling ruling(double quantity) {
        List<Reason> reasons = explained(quantity);
        if (denied) {
            return new Ruling(Verdict.DENY, 0, reasons);
        }
        return quantityMax < quantity
                ? new Ruling(Verdict.REDUCE, quantityMax, reasons)
                : new Ruling(Verdict.ALLOW, quantity, reasons);
    }

    /** Most orders give no reason at all, and that should cost nothing. */
    private List<Reason> explained(double quantity) {
        List<Reason> reasons = reasons();
        return reasons.isEmpty()
                ? reasons
                : reasons.stream().map(each -> explained(each, quantity)).toList();
    }

    /** A reduction shows the order's quantity; one that is no reduction is a warning. */
    private static Reason explained(Reason reason, double quantity) {
        if (reason.code() != ReasonCode.POLICY_REDUCED) {
            return reason;
        }
        ReasonCode code = reason.limit() < quantity ? ReasonCode.POLICY_REDUCED : ReasonCode.POLICY_WARNED;
        return new Reason(code, reason.rule(), quantity, reason.limit());
    }
}
