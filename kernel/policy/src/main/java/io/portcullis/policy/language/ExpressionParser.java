package io.portcullis.policy.language;

import io.portcullis.engine.gate.facts.FactField.Kind;
import io.portcullis.policy.Nearest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads one condition: recursive descent over a small grammar, with types, so that nothing that it does not
 * understand can pass. Whatever is neither a known field nor a variable of this rule is an error.
 */
final class ExpressionParser {
    static final int DEPTH_MAX = 24;
    /** What a condition consists of is walked and written recursively, and a stack that overflows would halt the node. */
    static final int VALUES_MAX = 200;

    private static final Set<String> COMPARISONS = Set.of("<", "<=", ">", ">=", "==", "!=");
    private static final Set<String> EQUALITIES = Set.of("==", "!=");
    private static final FieldReader NO_FACTS = name -> {
        throw new IllegalStateException("a constant does not read " + name);
    };

    private final Cursor cursor;
    private final Vocabulary vocabulary;
    private final String type;
    private final Map<String, FieldRead> variables;
    private int depth;
    private int values;

    ExpressionParser(Cursor cursor, Vocabulary vocabulary, String type, Map<String, FieldRead> variables) {
        this.cursor = cursor;
        this.vocabulary = vocabulary;
        this.type = type;
        this.variables = variables;
    }

    /** A condition: something that is true or false and depends on a fact. */
    Expression condition() throws RuleSyntaxException {
        Expression expression = either();
        requireFlag(expression, "a condition");
        return expression;
    }

    private Expression either() throws RuleSyntaxException {
        Expression left = both();
        while (cursor.accept("||")) {
            requireFlag(left, "the left side of ||");
            Expression right = both();
            requireFlag(right, "the right side of ||");
            left = new Logic("||", left, right);
        }
        return left;
    }

    private Expression both() throws RuleSyntaxException {
        Expression left = comparison();
        while (cursor.accept("&&")) {
            requireFlag(left, "the left side of &&");
            Expression right = comparison();
            requireFlag(right, "the right side of &&");
            left = new Logic("&&", left, right);
        }
        return left;
    }

    private Expression comparison() throws RuleSyntaxException {
        Expression left = sum();
        Token token = cursor.peek();
        if (token.is("in") || (token.is("not") && cursor.peekAfter().is("in"))) {
            return membership(left);
        }
        if (token.type() != Token.Type.SIGN || !COMPARISONS.contains(token.text())) {
            return left;
        }
        cursor.next();
        Expression right = sum();
        if (left.kind() != right.kind()) {
            throw cursor.error("'" + token.text() + "' compares " + word(left) + " with " + word(right));
        }
        if (left.kind() != Kind.NUMBER) {
            requireEquality(token, left, right);
        }
        if (Rule.fieldsOf(left).findAny().isEmpty()
                && Rule.fieldsOf(right).findAny().isEmpty()) {
            throw cursor.error("a comparison must read a field of a fact");
        }
        return new Comparison(token.text(), left, right);
    }

    private void requireEquality(Token operator, Expression left, Expression right) throws RuleSyntaxException {
        if (!EQUALITIES.contains(operator.text())) {
            throw cursor.error("'" + operator.text() + "' compares numbers; use == or != for " + word(left));
        }
        if (!isPlain(left) || !isPlain(right)) {
            throw cursor.error(
                    "'" + operator.text() + "' compares a flag or a text with a field, a variable or a literal only");
        }
    }

    private Expression membership(Expression subject) throws RuleSyntaxException {
        boolean negated = cursor.accept("not");
        cursor.expect("in");
        cursor.expect("(");
        if (subject.kind() == Kind.FLAG || isConstant(subject)) {
            throw cursor.error("'in' looks for a number or a text field in a list");
        }
        List<Literal> values = new ArrayList<>();
        do {
            if (!(primary() instanceof Literal literal) || literal.kind() != subject.kind()) {
                throw cursor.error("the list of 'in' must consist of literals of the same kind, here " + word(subject));
            }
            values.add(literal);
        } while (cursor.accept(","));
        cursor.expect(")");
        return new Membership(subject, values, negated);
    }

    private Expression sum() throws RuleSyntaxException {
        Expression left = product();
        while (cursor.peek().is("+") || cursor.peek().is("-")) {
            String operator = cursor.next().text();
            left = arithmetic(operator, left, product());
        }
        return left;
    }

    private Expression product() throws RuleSyntaxException {
        Expression left = unary();
        while (cursor.peek().is("*") || cursor.peek().is("/")) {
            String operator = cursor.next().text();
            left = arithmetic(operator, left, unary());
        }
        return left;
    }

    private Expression arithmetic(String operator, Expression left, Expression right) throws RuleSyntaxException {
        requireNumber(left, "the left side of " + operator);
        requireNumber(right, "the right side of " + operator);
        Arithmetic result = new Arithmetic(operator, left, right);
        boolean zeroDivisor = operator.equals("/") && isConstant(right) && right.number(NO_FACTS) == 0;
        if (zeroDivisor || (isConstant(result) && !isComputable(result))) {
            throw cursor.error("'" + operator + "' gives no number here: it would refuse every order");
        }
        return result;
    }

    private static boolean isConstant(Expression expression) {
        return Rule.fieldsOf(expression).findAny().isEmpty();
    }

    private static boolean isComputable(Expression constant) {
        try {
            constant.number(NO_FACTS);
            return true;
        } catch (ArithmeticException e) {
            return false;
        }
    }

    private Expression unary() throws RuleSyntaxException {
        if (++depth > DEPTH_MAX) {
            throw cursor.error("a condition nests at most " + DEPTH_MAX + " levels; split the rule");
        }
        try {
            if (cursor.accept("!")) {
                Expression operand = unary();
                requireFlag(operand, "what follows !");
                return new Negation(operand);
            }
            if (cursor.accept("-")) {
                Expression operand = unary();
                requireNumber(operand, "what follows -");
                return new Minus(operand);
            }
            return primary();
        } finally {
            depth--;
        }
    }

    private Expression primary() throws RuleSyntaxException {
        Token token = cursor.next();
        if (++values > VALUES_MAX) {
            throw new RuleSyntaxException(
                    token.line(), "a condition consists of at most " + VALUES_MAX + " values; split the rule");
        }
        return switch (token.type()) {
            case NUMBER -> new Literal(Kind.NUMBER, Numbers.parse(token));
            case STRING -> new Literal(Kind.TEXT, token.text());
            case VARIABLE -> variable(token);
            case WORD -> word(token);
            case SIGN -> {
                if (!token.is("(")) {
                    throw new RuleSyntaxException(token.line(), "expected a value, got " + token.shown());
                }
                Expression inner = either();
                cursor.expect(")");
                yield inner;
            }
            case END -> throw new RuleSyntaxException(token.line(), "expected a value, got " + token.shown());
        };
    }

    private Expression variable(Token token) throws RuleSyntaxException {
        FieldRead field = variables.get(token.text());
        if (field == null) {
            throw new RuleSyntaxException(
                    token.line(),
                    "variable " + token.text() + " is not bound before" + Nearest.hint(token.text(), variables.keySet())
                            + "; write " + token.text() + " : field first");
        }
        refuseAccess(token);
        return field;
    }

    private Expression word(Token token) throws RuleSyntaxException {
        String word = token.text();
        if (word.equals("true") || word.equals("false")) {
            return new Literal(Kind.FLAG, Boolean.valueOf(word));
        }
        if (Vocabulary.FUNCTIONS.containsKey(word) && cursor.peek().is("(")) {
            return function(word);
        }
        if (cursor.peek().is("(")) {
            throw new RuleSyntaxException(
                    token.line(),
                    "'" + word + "' cannot be called" + Nearest.hint(word, Vocabulary.FUNCTIONS.keySet())
                            + "; the functions are abs, min and max");
        }
        refuseAccess(token);
        return vocabulary
                .field(type, word)
                .orElseThrow(() -> new RuleSyntaxException(
                        token.line(),
                        "'" + word + "' is not a field of " + type + vocabulary.fieldHint(type, word) + "; it has "
                                + vocabulary.fieldNames(type)));
    }

    private Expression function(String name) throws RuleSyntaxException {
        cursor.expect("(");
        List<Expression> arguments = new ArrayList<>();
        do {
            Expression argument = sum();
            requireNumber(argument, "an argument of " + name);
            arguments.add(argument);
        } while (cursor.accept(","));
        cursor.expect(")");
        int wanted = Vocabulary.FUNCTIONS.get(name);
        if (arguments.size() != wanted) {
            throw cursor.error(name + " takes " + wanted + " number(s), got " + arguments.size());
        }
        return new FunctionCall(name, arguments);
    }

    private void refuseAccess(Token token) throws RuleSyntaxException {
        if (cursor.peek().is(".")) {
            throw new RuleSyntaxException(
                    token.line(),
                    "'" + token.text()
                            + ".' is not part of the rule language: facts have fields, no paths and no methods");
        }
    }

    private void requireFlag(Expression expression, String what) throws RuleSyntaxException {
        if (expression.kind() != Kind.FLAG) {
            throw cursor.error(what + " must be true or false, not " + word(expression));
        }
        if (expression instanceof Literal) {
            throw cursor.error(what + " must depend on a fact; true and false stand after == or != only");
        }
    }

    private void requireNumber(Expression expression, String what) throws RuleSyntaxException {
        if (expression.kind() != Kind.NUMBER) {
            throw cursor.error(what + " must be a number, not " + word(expression));
        }
    }

    private static boolean isPlain(Expression expression) {
        return expression instanceof FieldRead || expression instanceof Literal;
    }

    private static String word(Expression expression) {
        return switch (expression.kind()) {
            case NUMBER -> "a number";
            case FLAG -> "a flag";
            case TEXT -> "a text";
        };
    }
}
