package io.portcullis.policy.language;

import io.portcullis.engine.gate.facts.FactField.Kind;
import java.util.function.Consumer;

/**
 * A number with its sign changed; never negative zero.
 *
 * @param operand a number
 */
public record Minus(Expression operand) implements Expression {
    @Override
    public Kind kind() {
        return Kind.NUMBER;
    }

    @Override
    public Object value(FieldReader facts) {
        return RuleFunctions.finite(0.0 - operand.number(facts));
    }

    @Override
    public String drl(String ownType) {
        return "(0.0 - " + operand.drl(ownType) + ")";
    }

    @Override
    public String operand(String ownType) {
        return "RuleFunctions.finite(" + drl(ownType) + ")";
    }

    @Override
    public void visit(Consumer<Expression> visitor) {
        visitor.accept(this);
        operand.visit(visitor);
    }
}
