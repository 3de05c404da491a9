package io.portcullis.host.server;

import java.util.List;

/**
 * What the gate would say to an order.
 *
 * @param verdict ALLOW, REDUCE or DENY
 * @param quantity shares that would go out
 * @param reasons rules that fired, with values and limits
 * @param headroom what is left of each limit before and after the order
 * @param packHash the rule pack that judged
 * @param asOfPosition log position of the state it was judged against
 */
public record Judgement(
        String verdict,
        String quantity,
        List<ReasonView> reasons,
        List<LimitView> headroom,
        String packHash,
        long asOfPosition) {

    /** True when some quantity would go out. */
    public boolean passed() {
        return !verdict.equals("DENY");
    }
}
