package io.portcullis.policy.language;

import io.portcullis.engine.gate.facts.FactField.Kind;
import java.util.function.Consumer;

/**
 * A number, a flag or a text that stands in the rule.
 *
 * @param kind which
 * @param value a Double, a Boolean or a String
 */
public record Literal(Kind kind, Object value) implements Expression {
    @Override
    public Object value(FieldReader facts) {
        return value;
    }

    @Override
    public String code(String facts) {
        return kind == Kind.TEXT ? "\"" + value + "\"" : String.valueOf(value);
    }

    @Override
    public void visit(Consumer<Expression> visitor) {
        visitor.accept(this);
    }
}
