package io.portcullis.policy.gate;

import io.portcullis.engine.gate.Ruling;
import io.portcullis.model.gate.Reason;
import io.portcullis.model.gate.ReasonCode;
import io.portcullis.model.gate.Verdict;
import io.portcullis.policy.language.RuleFunctions;
import java.util.List;

/** The verdicts of gate rules. There is none that allows. */
public final class GateVerdicts extends Verdicts {
    /** What most orders get: said without a new object for each. */
    private static final Ruling ALLOWED = new Ruling(Verdict.ALLOW, Double.POSITIVE_INFINITY, List.of());

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

    /** Before each evaluation. */
    @Override
    public void begin() {
        super.begin();
        denied = false;
        quantityMax = Double.POSITIVE_INFINITY;
    }

    /** What was said so far, for an order that would have to be reduced if anybody says so. */
    public Verdict verdict() {
        if (denied) {
            return Verdict.DENY;
        }
        return quantityMax < Double.POSITIVE_INFINITY ? Verdict.REDUCE : Verdict.ALLOW;
    }

    /** The ruling of a proven evaluation for an order of so many shares. */
    public Ruling ruling(double quantity) {
        if (count() == 0) {
            return ALLOWED;
        }
        List<Reason> reasons = explained(quantity);
        if (denied) {
            return new Ruling(Verdict.DENY, 0, reasons);
        }
        return quantityMax < quantity
                ? new Ruling(Verdict.REDUCE, quantityMax, reasons)
                : new Ruling(Verdict.ALLOW, Double.POSITIVE_INFINITY, reasons);
    }

    private List<Reason> explained(double quantity) {
        return reasons().stream().map(each -> explained(each, quantity)).toList();
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
