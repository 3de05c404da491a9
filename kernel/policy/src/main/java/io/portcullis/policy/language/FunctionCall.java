package io.portcullis.policy.language;

import io.portcullis.engine.gate.facts.FactField.Kind;
import java.util.List;
import java.util.function.Consumer;

/**
 * One of the listed functions.
 *
 * @param function abs, min or max
 * @param arguments as many numbers as it takes
 */
public record FunctionCall(String function, List<Expression> arguments) implements Expression {
    /** Copies the arguments. */
    public FunctionCall {
        arguments = List.copyOf(arguments);
    }

    @Override
    public Kind kind() {
        return Kind.NUMBER;
    }

    @Override
    public Object value(FieldReader facts) {
        double first = arguments.get(0).number(facts);
        return RuleFunctions.finite(
                switch (function) {
                    case "abs" -> RuleFunctions.abs(first);
                    case "min" -> RuleFunctions.min(first, arguments.get(1).number(facts));
                    case "max" -> RuleFunctions.max(first, arguments.get(1).number(facts));
                    default -> throw new IllegalStateException("function " + function);
                });
    }

    @Override
    public String code(String facts) {
        List<String> texts = arguments.stream().map(each -> each.code(facts)).toList();
        return "RuleFunctions." + function + "(" + String.join(", ", texts) + ")";
    }

    @Override
    public String operand(String facts) {
        return "RuleFunctions.finite(" + code(facts) + ")";
    }

    @Override
    public void visit(Consumer<Expression> visitor) {
        visitor.accept(this);
        arguments.forEach(each -> each.visit(visitor));
    }
}
