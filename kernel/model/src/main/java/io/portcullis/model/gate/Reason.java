package io.portcullis.model.gate;

/**
 * One reason of a decision, with the numbers that explain it.
 *
 * @param code which kind
 * @param rule the id of the pack's rule that said so; empty for the engine's own reasons
 * @param value what was found; NaN where there is no number
 * @param limit what would have been allowed; NaN where there is no number
 */
public record Reason(ReasonCode code, String rule, double value, double limit) {
    /** One of the engine's own reasons. */
    public static Reason of(ReasonCode code, double value, double limit) {
        return new Reason(code, "", value, limit);
    }

    /** One of the engine's own reasons without numbers. */
    public static Reason of(ReasonCode code) {
        return of(code, Double.NaN, Double.NaN);
    }

    /** What reports count by: the rule's id, or the code's name for the engine's own reasons. */
    public String label() {
        return rule.isEmpty() ? code.name() : rule;
    }
}
