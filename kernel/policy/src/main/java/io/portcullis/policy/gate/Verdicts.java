package io.portcullis.policy.gate;

import io.portcullis.model.gate.Reason;
import io.portcullis.model.gate.ReasonCode;
import io.portcullis.policy.language.RuleFunctions;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * What the rules of one evaluation say. Public because compiled rules call it; one engine thread, reused, and nothing is
 * allocated for a verdict until somebody asks for the reasons.
 */
public abstract class Verdicts {
    private static final int FEW = 16;

    private ReasonCode[] codes = new ReasonCode[FEW];
    private String[] rules = new String[FEW];
    private double[] values = new double[FEW];
    private double[] limits = new double[FEW];
    private int count;
    private boolean complete;

    Verdicts() {}

    /** Noted; the verdict is unchanged. */
    public void warn(String rule, double value, double limit) {
        add(ReasonCode.POLICY_WARNED, rule, RuleFunctions.finite(value), RuleFunctions.finite(limit));
    }

    /** Called by the generated last rule, or the last statement of a class of rules, only. */
    public void complete() {
        complete = true;
    }

    void begin() {
        count = 0;
        complete = false;
    }

    /** More rules are asked in the same evaluation, and have to come to their own end. */
    void goOn() {
        complete = false;
    }

    boolean isComplete() {
        return complete;
    }

    /** How many verdicts were called. */
    int count() {
        return count;
    }

    void add(ReasonCode code, String rule, double value, double limit) {
        if (count == codes.length) {
            codes = Arrays.copyOf(codes, 2 * count);
            rules = Arrays.copyOf(rules, 2 * count);
            values = Arrays.copyOf(values, 2 * count);
            limits = Arrays.copyOf(limits, 2 * count);
        }
        codes[count] = code;
        rules[count] = rule;
        values[count] = value;
        limits[count] = limit;
        count++;
    }

    /** Sorted by rule, then by code: the order in which rules fired says nothing and may differ. */
    List<Reason> reasons() {
        if (count == 0) {
            return List.of();
        }
        Reason[] reasons = new Reason[count];
        for (int i = 0; i < count; i++) {
            reasons[i] = new Reason(codes[i], rules[i], values[i], limits[i]);
        }
        Arrays.sort(reasons, Comparator.comparing(Reason::rule).thenComparing(Reason::code));
        return List.of(reasons);
    }
}
