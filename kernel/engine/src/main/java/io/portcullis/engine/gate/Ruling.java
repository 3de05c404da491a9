package io.portcullis.engine.gate;

import io.portcullis.model.gate.Reason;
import io.portcullis.model.gate.Verdict;
import java.util.List;

/**
 * The policy ring's answer to one order.
 *
 * @param verdict ALLOW only when the whole evaluation is proven complete
 * @param quantityMax for REDUCE: shares that may go out at most; otherwise ignored
 * @param reasons sorted by rule id; warnings included
 */
public record Ruling(Verdict verdict, double quantityMax, List<Reason> reasons) {
    /** Copies the reasons. */
    public Ruling {
        reasons = List.copyOf(reasons);
    }
}
