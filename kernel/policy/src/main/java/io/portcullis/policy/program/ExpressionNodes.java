package io.portcullis.policy.program;

import io.portcullis.engine.gate.facts.FactField.Kind;
import io.portcullis.policy.language.Arithmetic;
import io.portcullis.policy.language.Comparison;
import io.portcullis.policy.language.Conditions;
import io.portcullis.policy.language.Expression;
import io.portcullis.policy.language.FieldRead;
import io.portcullis.policy.language.FunctionCall;
import io.portcullis.policy.language.Literal;
import io.portcullis.policy.language.Logic;
import io.portcullis.policy.language.Membership;
import io.portcullis.policy.language.Minus;
import io.portcullis.policy.language.Negation;
import io.portcullis.policy.language.RuleFunctions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.codehaus.commons.compiler.Location;
import org.codehaus.janino.Java;
import org.codehaus.janino.Java.BinaryOperation;
import org.codehaus.janino.Java.Rvalue;
import org.codehaus.janino.Java.UnaryOperation;

/**
 * Conditions as nodes of a class. What they mean is what {@link Expression#code} means to the rule engine, written a second time
 * on purpose: the two are held against each other before either may judge. A node that is not known here is refused.
 *
 * <p>Each call makes new nodes, since a node remembers where it stands.
 */
final class ExpressionNodes {
    private static final Location NOWHERE = Location.NOWHERE;
    private static final String PLAIN_TEXT = "[A-Za-z0-9 ._:&/,()+-]*";

    private ExpressionNodes() {}

    /** What has to hold before anything else: all groups are computed, whatever the first of them says. */
    static Rvalue throwing(Conditions conditions) throws NotCompilableException {
        List<Rvalue> groups = new ArrayList<>();
        for (List<Expression> group : conditions.throwing()) {
            groups.add(all(group));
        }
        return joined("&", groups);
    }

    /** All of them, in this order, stopping at the first that does not hold; at least one. */
    static Rvalue all(List<Expression> conditions) throws NotCompilableException {
        List<Rvalue> nodes = new ArrayList<>();
        for (Expression condition : conditions) {
            nodes.add(node(condition));
        }
        return joined("&&", nodes);
    }

    static Rvalue joined(String operator, List<Rvalue> nodes) {
        Rvalue joined = nodes.get(0);
        for (Rvalue node : nodes.subList(1, nodes.size())) {
            joined = binary(joined, operator, node);
        }
        return joined;
    }

    /** A value that something is compared with, or that a verdict shows: computed numbers are checked to be numbers. */
    static Rvalue operand(Expression expression) throws NotCompilableException {
        boolean computed =
                expression instanceof Arithmetic || expression instanceof FunctionCall || expression instanceof Minus;
        return computed ? function("finite", node(expression)) : node(expression);
    }

    /** The class file writer compares operators by identity. */
    private static Rvalue binary(Rvalue left, String operator, Rvalue right) {
        return new BinaryOperation(NOWHERE, left, operator.intern(), right);
    }

    static Rvalue node(Expression expression) throws NotCompilableException {
        if (expression instanceof FieldRead field) {
            return read(field);
        } else if (expression instanceof Literal literal) {
            return literal(literal);
        } else if (expression instanceof Comparison comparison) {
            return comparison(comparison);
        } else if (expression instanceof Logic logic) {
            return binary(node(logic.left()), logic.operator(), node(logic.right()));
        } else if (expression instanceof Negation negation) {
            return new UnaryOperation(NOWHERE, "!", node(negation.operand()));
        } else if (expression instanceof Membership membership) {
            return membership(membership);
        } else if (expression instanceof Arithmetic arithmetic) {
            return arithmetic(arithmetic);
        } else if (expression instanceof Minus minus) {
            return binary(number(0), "-", node(minus.operand()));
        } else if (expression instanceof FunctionCall call) {
            return call(call);
        }
        throw new NotCompilableException(expression.getClass().getSimpleName() + " is not known to the compiled gate");
    }

    /** The local variable that holds a fact. */
    static String variable(String type) {
        return type.toLowerCase(Locale.ROOT);
    }

    static Java.AmbiguousName name(String... identifiers) {
        return new Java.AmbiguousName(NOWHERE, identifiers);
    }

    static Rvalue text(String text) throws NotCompilableException {
        if (!text.matches(PLAIN_TEXT)) {
            throw new NotCompilableException("a text has characters that the language does not have");
        }
        return new Java.StringLiteral(NOWHERE, '"' + text + '"');
    }

    private static Rvalue number(double value) {
        // The literal of a negative number is a minus and a number.
        Rvalue magnitude = new Java.FloatingPointLiteral(NOWHERE, Double.toString(Math.abs(value)));
        return value < 0 ? new UnaryOperation(NOWHERE, "-", magnitude) : magnitude;
    }

    private static Rvalue literal(Literal literal) throws NotCompilableException {
        return switch (literal.kind()) {
            case NUMBER -> number((Double) literal.value());
            case FLAG -> new Java.BooleanLiteral(NOWHERE, String.valueOf(literal.value()));
            case TEXT -> text((String) literal.value());
        };
    }

    private static Rvalue read(FieldRead field) {
        String name = field.field();
        String getter = (field.kind() == Kind.FLAG ? "is" : "get")
                + name.substring(0, 1).toUpperCase(Locale.ROOT)
                + name.substring(1);
        return new Java.MethodInvocation(NOWHERE, name(variable(field.type())), getter, new Rvalue[0]);
    }

    private static Rvalue comparison(Comparison comparison) throws NotCompilableException {
        if (comparison.left().kind() == Kind.TEXT) {
            Rvalue same = new Java.MethodInvocation(
                    NOWHERE, node(comparison.left()), "equals", new Rvalue[] {node(comparison.right())});
            return comparison.operator().equals("==") ? same : new UnaryOperation(NOWHERE, "!", same);
        }
        return binary(operand(comparison.left()), comparison.operator(), operand(comparison.right()));
    }

    private static Rvalue membership(Membership membership) throws NotCompilableException {
        List<Rvalue> same = new ArrayList<>();
        for (Literal value : membership.values()) {
            same.add(comparison(new Comparison("==", membership.subject(), value)));
        }
        Rvalue any = joined("||", same);
        return membership.negated() ? new UnaryOperation(NOWHERE, "!", any) : any;
    }

    private static Rvalue arithmetic(Arithmetic arithmetic) throws NotCompilableException {
        Rvalue left = node(arithmetic.left());
        Rvalue right = node(arithmetic.right());
        return arithmetic.operator().equals("/")
                ? function("divide", left, right)
                : binary(left, arithmetic.operator(), right);
    }

    private static Rvalue call(FunctionCall call) throws NotCompilableException {
        Rvalue[] arguments = new Rvalue[call.arguments().size()];
        for (int i = 0; i < arguments.length; i++) {
            arguments[i] = node(call.arguments().get(i));
        }
        return switch (call.function()) {
            case "abs", "min", "max" -> function(call.function(), arguments);
            default ->
                throw new NotCompilableException("function " + call.function() + " is not known to the compiled gate");
        };
    }

    private static Rvalue function(String function, Rvalue... arguments) {
        return new Java.MethodInvocation(
                NOWHERE, name(RuleFunctions.class.getName().split("\\.")), function, arguments);
    }
}
