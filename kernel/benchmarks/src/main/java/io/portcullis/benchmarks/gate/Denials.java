package io.portcullis.benchmarks.gate;

import io.portcullis.model.gate.Reason;
import io.portcullis.model.gate.ReasonCode;
import io.portcullis.model.gate.Verdict;
import java.util.ArrayList;
import java.util.List;

/** What plain DRL rules say: the least that makes the answers comparable. Public because compiled rules call it. */
public final class Denials {
    private final List<Reason> reasons = new ArrayList<>();
    private boolean denied;

    Denials() {}

    /** A rule denies, with numbers. */
    public void deny(String rule, double value, double limit) {
        denied = true;
        reasons.add(new Reason(ReasonCode.POLICY_DENIED, rule, value, limit));
    }

    /** A rule denies. */
    public void deny(String rule) {
        deny(rule, Double.NaN, Double.NaN);
    }

    /** A rule warns. */
    public void warn(String rule, double value, double limit) {
        reasons.add(new Reason(ReasonCode.POLICY_WARNED, rule, value, limit));
    }

    void clear() {
        reasons.clear();
        denied = false;
    }

    Verdict verdict() {
        return denied ? Verdict.DENY : Verdict.ALLOW;
    }

    List<Reason> reasons() {
        return reasons;
    }
}
