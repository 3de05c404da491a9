package io.portcullis.host.server;

import java.util.List;

/**
 * What became of an order at the gate.
 *
 * @param orderId our identifier
 * @param verdict ALLOW, REDUCE or DENY
 * @param quantity shares that went out; 0 for DENY
 * @param reasons why, sorted by rule and code; empty for a plain ALLOW
 * @param packHash the rule pack that judged
 * @param duplicate true when the key had been answered before, and this is that answer again
 * @param asOfPosition log position of the decision
 */
public record OrderAnswer(
        String orderId,
        String verdict,
        String quantity,
        List<ReasonView> reasons,
        String packHash,
        boolean duplicate,
        long asOfPosition) {

    /** True when some quantity went out. */
    public boolean passed() {
        return !verdict.equals("DENY");
    }
}
