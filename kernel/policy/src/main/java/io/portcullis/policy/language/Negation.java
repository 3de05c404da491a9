package io.portcullis.policy.language;

import io.portcullis.engine.gate.facts.FactField.Kind;
import java.util.function.Consumer;

/**
 * Logical not.
 *
 * @param operand a flag
 */
public record Negation(Expression operand) implements Expression {
    @Override
    public Kind kind() {
        return Kind.FLAG;
    }

    @Override
    public Object value(FieldReader facts) {
        return !operand.flag(facts);
    }

    @Override
    public String code(String facts) {
        return "(!" + operand.code(facts) + ")";
    }

    @Override
    public void visit(Consumer<Expression> visitor) {
        visitor.accept(this);
        operand.visit(visitor);
    }
}
