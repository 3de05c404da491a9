package io.portcullis.policy.language;

import io.portcullis.engine.gate.facts.FactField.Kind;
import java.util.function.Consumer;

/**
 * A sum, difference, product or quotient of two numbers.
 *
 * @param operator + - * or /
 * @param left a number
 * @param right a number
 */
public record Arithmetic(String operator, Expression left, Expression right) implements Expression {
    @Override
    public Kind kind() {
        return Kind.NUMBER;
    }

    @Override
    public Object value(FieldReader facts) {
        double a = left.number(facts);
        double b = right.number(facts);
        return RuleFunctions.finite(
                switch (operator) {
                    case "+" -> a + b;
                    case "-" -> a - b;
                    case "*" -> a * b;
                    case "/" -> RuleFunctions.divide(a, b);
                    default -> throw new IllegalStateException("operator " + operator);
                });
    }

    @Override
    public String code(String facts) {
        if (operator.equals("/")) {
            return "RuleFunctions.divide(" + left.code(facts) + ", " + right.code(facts) + ")";
        }
        return "(" + left.code(facts) + " " + operator + " " + right.code(facts) + ")";
    }

    @Override
    public String operand(String facts) {
        return "RuleFunctions.finite(" + code(facts) + ")";
    }

    @Override
    public void visit(Consumer<Expression> visitor) {
        visitor.accept(this);
        left.visit(visitor);
        right.visit(visitor);
    }
}
