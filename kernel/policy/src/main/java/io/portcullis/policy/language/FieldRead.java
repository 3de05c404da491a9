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

    /** The variable that carries it outside of its own pattern. */
    String variable() {
        return "$" + type.toLowerCase(Locale.ROOT) + "_" + field;
    }

    @Override
    public Object value(FieldReader facts) {
        return facts.value(name());
    }

    @Override
    public String drl(String ownType) {
        return type.equals(ownType) ? field : variable();
    }

    @Override
    public String condition(String ownType) {
        return "(" + drl(ownType) + " == true)";
    }

    @Override
    public void visit(Consumer<Expression> visitor) {
        visitor.accept(this);
    }
}
