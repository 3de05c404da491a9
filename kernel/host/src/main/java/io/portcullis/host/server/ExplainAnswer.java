package io.portcullis.host.server;

import java.util.List;

/**
 * Why one order was judged as it was, and what would have passed.
 *
 * @param sentence all of it for people
 * @param orderId our identifier of the order
 * @param key its sender's key, or the opportunity
 * @param position log position of the recorded decision
 * @param sequence its number among the decisions of the log
 * @param time engine time, an ISO instant
 * @param instrument what
 * @param side BUY or SELL
 * @param requested shares asked for
 * @param limit its limit price; empty for a market order
 * @param reference the price it was valued at; empty when there was none
 * @param verdict ALLOW, REDUCE or DENY
 * @param quantity shares that were let through
 * @param packHash the rule pack that judged
 * @param chain the decision's link in the chain of decisions
 * @param confirmed whether the gate, asked again on the state of then, said the same for the same reasons
 * @param fired the rules and checks that spoke
 * @param nearMisses the other numeric limits that applied, the nearest first
 * @param wouldPass changes of the order that pass, each judged by the gate on the state of then
 * @param notes what whoever reads this should know
 */
public record ExplainAnswer(
        String sentence,
        String orderId,
        String key,
        long position,
        long sequence,
        String time,
        String instrument,
        String side,
        String requested,
        String limit,
        String reference,
        String verdict,
        String quantity,
        String packHash,
        String chain,
        boolean confirmed,
        List<Fired> fired,
        List<NearMiss> nearMisses,
        List<WouldPass> wouldPass,
        List<String> notes) {

    /**
     * A rule or check that spoke.
     *
     * @param code the reason code's name
     * @param rule the rule's id; empty for the engine's own checks
     * @param value what was found; null without a number
     * @param limit what was allowed; null without a number
     * @param conditions the rule's conditions in words; empty for the engine's own checks
     */
    public record Fired(String code, String rule, Double value, Double limit, String conditions) {}

    /**
     * A limit that was not reached.
     *
     * @param rule the rule that watches it
     * @param measure what is limited
     * @param limit what limits it
     * @param value what was found
     * @param allowed what is allowed
     * @param distance allowed less value
     * @param usedPercent value of allowed, per cent; null when nothing is allowed
     */
    public record NearMiss(
            String rule,
            String measure,
            String limit,
            double value,
            double allowed,
            double distance,
            Double usedPercent) {}

    /**
     * A change of the order that passes.
     *
     * @param what quantity or limit
     * @param asked what was asked for
     * @param passes what passes
     * @param refused the next step towards what was asked for, which does not pass
     */
    public record WouldPass(String what, String asked, String passes, String refused) {}
}
