package io.portcullis.policy.language;

import io.portcullis.engine.gate.facts.FactField.Kind;
import java.util.function.Consumer;

/**
 * A typed node of a condition. It can be evaluated here, which proves cases and headroom, and written as code,
 * which is what runs; tests hold both against each other.
 */
public sealed interface Expression
        permits FieldRead, Literal, Negation, Minus, Arithmetic, FunctionCall, Comparison, Logic, Membership {
    /** What it gives. */
    Kind kind();

    /** Its value for these facts, boxed. */
    Object value(FieldReader facts);

    /** Its Java, where the facts of the evaluation are in a variable of that name. */
    String code(String facts);

    /** Shows itself and everything below it. */
    void visit(Consumer<Expression> visitor);

    /** Its value as a number. */
    default double number(FieldReader facts) {
        return (Double) value(facts);
    }

    /** Its value as a flag. */
    default boolean flag(FieldReader facts) {
        return (Boolean) value(facts);
    }

    /** As an operand of a comparison: computed numbers are checked to be numbers. */
    default String operand(String facts) {
        return code(facts);
    }
}
