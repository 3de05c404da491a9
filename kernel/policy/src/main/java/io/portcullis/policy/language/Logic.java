package io.portcullis.policy.language;

import io.portcullis.engine.gate.facts.FactField.Kind;
import java.util.function.Consumer;

/**
 * Both, or at least one.
 *
 * @param operator &amp;&amp; or ||
 * @param left a flag
 * @param right a flag
 */
public record Logic(String operator, Expression left, Expression right) implements Expression {
    @Override
    public Kind kind() {
        return Kind.FLAG;
    }

    @Override
    public Object value(FieldReader facts) {
        return operator.equals("&&") ? left.flag(facts) && right.flag(facts) : left.flag(facts) || right.flag(facts);
    }

    @Override
    public String code(String facts) {
        return "(" + left.code(facts) + " " + operator + " " + right.code(facts) + ")";
    }

    @Override
    public void visit(Consumer<Expression> visitor) {
        visitor.accept(this);
        left.visit(visitor);
        right.visit(visitor);
    }
}
