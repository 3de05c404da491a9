package io.portcullis.host.server;

import io.portcullis.model.gate.Reason;

/**
 * One reason of a verdict.
 *
 * @param code the reason code's name, such as POLICY_DENIED
 * @param number its stable number
 * @param rule the rule's id; empty for the engine's own reasons
 * @param value what was found; null where there is no number
 * @param limit what would have been allowed; null where there is no number
 */
public record ReasonView(String code, int number, String rule, Double value, Double limit) {
    /** The view of a reason. */
    public static ReasonView of(Reason reason) {
        return new ReasonView(
                reason.code().name(),
                reason.code().number(),
                reason.rule(),
                finite(reason.value()),
                finite(reason.limit()));
    }

    private static Double finite(double value) {
        return Double.isFinite(value) ? value : null;
    }
}
