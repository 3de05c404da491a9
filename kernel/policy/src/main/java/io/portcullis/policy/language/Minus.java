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
    public String code(String facts) {
        return "(0.0 - " + operand.code(facts) + ")";
    }

    @Override
    public String operand(String facts) {
        return "RuleFunctions.finite(" + code(facts) + ")";
    }

    @Override
    public void visit(Consumer<Expression> visitor) {
        visitor.accept(this);
        operand.visit(visitor);
    }
}
