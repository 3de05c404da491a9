package io.portcullis.policy.language;

import io.portcullis.engine.gate.facts.FactField.Kind;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * A field of a fact.
 *
 * @param type such as Order
 * @param field such as quantity
 * @param kind what it gives
 */
public record FieldRead(String type, String field, Kind kind) implements Expression {
    /** The documented name, such as order.quantity. */
    public String name() {
        return type.toLowerCase(Locale.ROOT) + "." + field;
    }

    @Override
    public Object value(FieldReader facts) {
        return facts.value(name());
    }

    @Override
    public String code(String facts) {
        String getter =
                (kind == Kind.FLAG ? "is" : "get") + field.substring(0, 1).toUpperCase(Locale.ROOT);
        return facts + "." + type.toLowerCase(Locale.ROOT) + "()." + getter + field.substring(1) + "()";
    }

    @Override
    public void visit(Consumer<Expression> visitor) {
        visitor.accept(this);
    }
}
