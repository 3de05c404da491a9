package io.portcullis.policy.language;

import io.portcullis.engine.gate.facts.FactField.Kind;
import java.util.List;
import java.util.function.Consumer;

/**
 * One of a list of literals, or none of them.
 *
 * @param subject a number or a text
 * @param values literals of the same kind, at least one
 * @param negated true for {@code not in}
 */
public record Membership(Expression subject, List<Literal> values, boolean negated) implements Expression {
    /** Copies the values. */
    public Membership {
        values = List.copyOf(values);
    }

    @Override
    public Kind kind() {
        return Kind.FLAG;
    }

    @Override
    public Object value(FieldReader facts) {
        Object found = subject.value(facts);
        return values.stream().anyMatch(each -> each.value().equals(found)) != negated;
    }

    @Override
    public String code(String facts) {
        List<String> same = values.stream()
                .map(each -> new Comparison("==", subject, each).code(facts))
                .toList();
        return (negated ? "(!(" : "((") + String.join(" || ", same) + "))";
    }

    @Override
    public void visit(Consumer<Expression> visitor) {
        visitor.accept(this);
        subject.visit(visitor);
        values.forEach(each -> each.visit(visitor));
    }
}
