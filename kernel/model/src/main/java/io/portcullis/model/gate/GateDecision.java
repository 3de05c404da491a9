package io.portcullis.model.gate;

import io.portcullis.model.id.PackHash;
import io.portcullis.model.value.Quantity;
import java.util.List;

/**
 * The gate's answer to one order (step 6).
 *
 * @param verdict allow, reduce or deny
 * @param quantity shares that may go out: the asked for, the reduced, or zero
 * @param reasons every reason, sorted by rule id and code; empty for a plain ALLOW
 * @param pack the rule pack that judged; {@link PackHash#NONE} when none was active
 */
public record GateDecision(Verdict verdict, Quantity quantity, List<Reason> reasons, PackHash pack) {
    /** Copies the reasons and refuses a quantity that does not fit the verdict. */
    public GateDecision {
        reasons = List.copyOf(reasons);
        if ((verdict == Verdict.DENY) != quantity.isZero()) {
            throw new IllegalArgumentException("verdict " + verdict + " does not go with quantity " + quantity);
        }
    }

    /** True when some quantity may go out. */
    public boolean passes() {
        return verdict != Verdict.DENY;
    }
}
