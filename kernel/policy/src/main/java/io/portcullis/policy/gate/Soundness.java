package io.portcullis.policy.gate;

import io.portcullis.engine.gate.facts.FactField;
import io.portcullis.engine.gate.facts.FactSchema;
import io.portcullis.engine.gate.facts.GateFacts;
import io.portcullis.engine.gate.facts.WatchFacts;
import io.portcullis.model.gate.ReasonCode;
import io.portcullis.policy.language.WatchSchema;
import java.util.List;
import java.util.Optional;

/**
 * Refuses facts that are missing: a number that is NaN or infinite, a text that is null. Turns negative zero into
 * zero. Behind it Drools and Java compare alike; before it they do not. Limits are looked at elsewhere: they may
 * be unset when nobody reads them.
 */
final class Soundness {
    private static final FactField[] GATE_NUMBERS = gate(FactField.Kind.NUMBER);
    private static final FactField[] GATE_TEXTS = gate(FactField.Kind.TEXT);
    private static final List<WatchSchema.Field> WATCH =
            WatchSchema.FIELDS.stream().filter(field -> isFact(field.name())).toList();
    private static final long NEGATIVE_ZERO = Double.doubleToRawLongBits(-0.0);
    private static final Optional<ReasonCode> MISSING = Optional.of(ReasonCode.FACT_MISSING);

    private Soundness() {}

    /** Looked at for every order, hence without boxing; a flag is never missing. */
    static Optional<ReasonCode> of(GateFacts facts) {
        for (FactField field : GATE_NUMBERS) {
            double value = field.numberOf(facts);
            if (!Double.isFinite(value)) {
                return MISSING;
            }
            if (Double.doubleToRawLongBits(value) == NEGATIVE_ZERO) {
                field.writer().accept(facts, "0");
            }
        }
        for (FactField field : GATE_TEXTS) {
            if (field.reader().apply(facts) == null) {
                return MISSING;
            }
        }
        return Optional.empty();
    }

    static Optional<ReasonCode> of(WatchFacts facts) {
        for (WatchSchema.Field field : WATCH) {
            Object value = field.reader().apply(facts);
            if (isMissing(value)) {
                return MISSING;
            }
            if (isNegativeZero(value)) {
                field.writer().accept(facts, "0");
            }
        }
        return Optional.empty();
    }

    private static FactField[] gate(FactField.Kind kind) {
        return FactSchema.FIELDS.stream()
                .filter(field -> field.kind() == kind && isFact(field.name()))
                .toArray(FactField[]::new);
    }

    private static boolean isFact(String name) {
        return !name.startsWith("limits.");
    }

    private static boolean isMissing(Object value) {
        return value == null || (value instanceof Double number && !Double.isFinite(number));
    }

    private static boolean isNegativeZero(Object value) {
        return value instanceof Double number && Double.doubleToRawLongBits(number) == NEGATIVE_ZERO;
    }
}
