package io.portcullis.policy.gate;

/**
 * How far an order is from one limit.
 *
 * @param rule the gate rule that compares the two
 * @param measure the fact that is limited, such as {@code exposure.grossAfter}
 * @param limit what limits it, such as {@code limits.grossMax}, or the number that stands in the rule
 * @param value what was found
 * @param limitValue what is allowed
 * @param headroom limitValue less value; negative when it is beyond the limit
 * @param applies whether the rule refuses this order, or would if the value were beyond the limit: false for an exit
 *     under a size rule
 */
public record Headroom(
        String rule, String measure, String limit, double value, double limitValue, double headroom, boolean applies) {}
