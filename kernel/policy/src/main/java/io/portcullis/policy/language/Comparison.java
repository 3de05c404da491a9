package io.portcullis.policy.language;

import io.portcullis.engine.gate.facts.FactField.Kind;
import java.util.function.Consumer;

/**
 * A comparison: of numbers with any operator, of texts and flags for equality only.
 *
 * @param operator &lt; &lt;= &gt; &gt;= == or !=
 * @param left a value
 * @param right a value of the same kind
 */
public record Comparison(String operator, Expression left, Expression right) implements Expression {
    @Override
    public Kind kind() {
        return Kind.FLAG;
    }

    @Override
    public Object value(FieldReader facts) {
        if (left.kind() != Kind.NUMBER) {
            return left.value(facts).equals(right.value(facts)) == operator.equals("==");
        }
        double a = left.number(facts);
        double b = right.number(facts);
        return switch (operator) {
            case "<" -> a < b;
            case "<=" -> a <= b;
            case ">" -> a > b;
            case ">=" -> a >= b;
            case "==" -> a == b;
            case "!=" -> a != b;
            default -> throw new IllegalStateException("operator " + operator);
        };
    }

    @Override
    public String code(String facts) {
        if (left.kind() == Kind.TEXT) {
            String same = left.code(facts) + ".equals(" + right.code(facts) + ")";
            return operator.equals("==") ? same : "(!" + same + ")";
        }
        return "(" + left.operand(facts) + " " + operator + " " + right.operand(facts) + ")";
    }

    @Override
    public void visit(Consumer<Expression> visitor) {
        visitor.accept(this);
        left.visit(visitor);
        right.visit(visitor);
    }
}
