package io.portcullis.policy.language;

import io.portcullis.engine.gate.facts.FactField.Kind;
import io.portcullis.model.gate.Scope;
import io.portcullis.policy.Finding;
import io.portcullis.policy.Nearest;
import io.portcullis.policy.Ring;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads a rule file into typed rules. The whole grammar:
 *
 * <pre>
 * file    = { "rule" "ID" "when" pattern { pattern } "then" call { call } "end" }
 * pattern = Type "(" [ item { "," item } ] ")"
 * item    = $variable ":" field | condition
 * call    = "verdict" "." name "(" [ argument { "," argument } ] ")" ";"
 * </pre>
 */
final class RuleParser {
    static final String ID = "[a-z][a-z0-9]*(-[a-z0-9]+)*";
    static final int ID_LENGTH_MAX = 64;
    static final int CALLS_MAX = 4;
    static final int CONDITIONS_MAX = 64;
    private static final Set<String> HEADLINES = Set.of(
            "package", "import", "global", "function", "declare", "query", "unit", "dialect", "template", "expander");

    private final Ring ring;
    private final Vocabulary vocabulary;
    private final String file;
    private final Cursor cursor;
    private final List<Finding> findings;
    private final List<ParsedRule> rules = new ArrayList<>();

    private RuleParser(Ring ring, String file, Cursor cursor, List<Finding> findings) {
        this.ring = ring;
        this.vocabulary = Vocabulary.of(ring);
        this.file = file;
        this.cursor = cursor;
        this.findings = findings;
    }

    static List<ParsedRule> parse(Ring ring, String file, List<Token> tokens, List<Finding> findings) {
        RuleParser parser = new RuleParser(ring, file, new Cursor(tokens), findings);
        parser.file();
        return parser.rules;
    }

    private void file() {
        while (cursor.peek().type() != Token.Type.END) {
            try {
                rules.add(rule());
            } catch (RuleSyntaxException e) {
                findings.add(Finding.at(file, e.line(), e.getMessage()));
                cursor.skipToNextRule();
            }
        }
    }

    private ParsedRule rule() throws RuleSyntaxException {
        Token start = cursor.peek();
        if (HEADLINES.contains(start.text())) {
            throw cursor.error("'" + start.text()
                    + "' is not part of the rule language: a file consists of rules, the rest is added for you");
        }
        cursor.expect("rule");
        String id = id();
        if (!cursor.peek().is("when")) {
            throw cursor.error("expected 'when', got " + cursor.peek().shown()
                    + "; a rule has no attributes, annotations or parents");
        }
        cursor.next();
        Body body = new Body();
        while (!cursor.peek().is("then")) {
            body.pattern();
        }
        cursor.expect("then");
        if (body.patterns.isEmpty()) {
            throw cursor.error("rule " + id + " has no condition: it would judge without looking");
        }
        int consequence = cursor.position();
        List<VerdictCall> calls = new ArrayList<>();
        while (!cursor.peek().is("end")) {
            calls.add(body.call());
        }
        String consequenceSource = cursor.sourceSince(consequence);
        if (calls.isEmpty() || calls.size() > CALLS_MAX) {
            throw cursor.error("rule " + id + " must call 1 to " + CALLS_MAX + " verdicts, it calls " + calls.size());
        }
        cursor.expect("end");
        Rule rule = new Rule(ring, id, file, start.line(), body.patterns, calls);
        return new ParsedRule(rule, body.sources, consequenceSource);
    }

    private String id() throws RuleSyntaxException {
        Token token = cursor.expect(Token.Type.STRING, "the rule's id in quotes");
        String id = token.text();
        if (!id.matches(ID) || id.length() > ID_LENGTH_MAX) {
            throw new RuleSyntaxException(
                    token.line(),
                    "a rule's id must be lower-case words with hyphens, at most " + ID_LENGTH_MAX
                            + " characters, such as \"gross-limit\", got \"" + id + "\"");
        }
        return id;
    }

    /** One rule's patterns, variables and calls. */
    private final class Body {
        private final List<FactPattern> patterns = new ArrayList<>();
        private final List<PatternSource> sources = new ArrayList<>();
        private final Map<String, FieldRead> variables = new HashMap<>();
        private final Set<String> types = new HashSet<>();
        private int items;

        void pattern() throws RuleSyntaxException {
            Token token = cursor.peek();
            if (token.type() != Token.Type.WORD || !vocabulary.knows(token.text())) {
                throw cursor.error("expected a fact, one of " + vocabulary.typeNames() + ", got " + token.shown()
                        + vocabulary.typeHint(token.text()));
            }
            String type = cursor.next().text();
            if (!types.add(type)) {
                throw cursor.error(
                        type + " stands twice in this rule; put all its conditions into one pair of brackets");
            }
            cursor.expect("(");
            List<Expression> constraints = new ArrayList<>();
            List<String> items = new ArrayList<>();
            if (!cursor.peek().is(")")) {
                do {
                    int from = cursor.position();
                    item(type, constraints);
                    items.add(cursor.sourceSince(from));
                } while (cursor.accept(","));
            }
            cursor.expect(")");
            if (cursor.accept(";")) {
                throw cursor.error("no ';' after a fact");
            }
            patterns.add(new FactPattern(type, constraints));
            sources.add(new PatternSource(type, items));
        }

        private void item(String type, List<Expression> constraints) throws RuleSyntaxException {
            if (++items > CONDITIONS_MAX) {
                throw cursor.error("a rule has at most " + CONDITIONS_MAX + " conditions and names; split it");
            }
            if (cursor.peek().type() == Token.Type.VARIABLE
                    && cursor.peekAfter().is(":")) {
                bind(type);
            } else {
                constraints.add(new ExpressionParser(cursor, vocabulary, type, variables).condition());
            }
            if (!cursor.peek().is(",") && !cursor.peek().is(")")) {
                throw cursor.error("expected ',' or ')', got " + cursor.peek().shown());
            }
        }

        private void bind(String type) throws RuleSyntaxException {
            Token variable = cursor.next();
            cursor.expect(":");
            Token field = cursor.expect(Token.Type.WORD, "a field of " + type);
            FieldRead read = vocabulary
                    .field(type, field.text())
                    .orElseThrow(() -> new RuleSyntaxException(
                            field.line(),
                            "'" + field.text() + "' is not a field of " + type
                                    + vocabulary.fieldHint(type, field.text()) + "; it has "
                                    + vocabulary.fieldNames(type)));
            if (variables.put(variable.text(), read) != null) {
                throw new RuleSyntaxException(variable.line(), "variable " + variable.text() + " is bound twice");
            }
        }

        VerdictCall call() throws RuleSyntaxException {
            if (!cursor.peek().is("verdict")) {
                throw cursor.error("after 'then' only verdicts are called: " + vocabulary.verdictForms() + "; got "
                        + cursor.peek().shown());
            }
            cursor.next();
            cursor.expect(".");
            Token name = cursor.expect(Token.Type.WORD, "a verdict");
            cursor.expect("(");
            String scope = scope();
            List<Expression> numbers = numbers(!scope.isEmpty());
            cursor.expect(")");
            if (vocabulary
                    .verdict(name.text(), !scope.isEmpty(), numbers.size())
                    .isEmpty()) {
                throw new RuleSyntaxException(
                        name.line(),
                        "no such verdict here" + vocabulary.verdictHint(name.text()) + "; there are "
                                + vocabulary.verdictForms());
            }
            cursor.expect(";");
            return new VerdictCall(name.text(), scope, numbers);
        }

        private String scope() throws RuleSyntaxException {
            Token token = cursor.peek();
            if (token.type() != Token.Type.STRING) {
                return "";
            }
            cursor.next();
            try {
                return Scope.parse(token.text()).toString();
            } catch (IllegalArgumentException e) {
                throw new RuleSyntaxException(token.line(), e.getMessage());
            }
        }

        private List<Expression> numbers(boolean afterScope) throws RuleSyntaxException {
            List<Expression> numbers = new ArrayList<>();
            if (afterScope) {
                cursor.expect(",");
            } else if (cursor.peek().is(")")) {
                return numbers;
            }
            do {
                numbers.add(number());
            } while (cursor.accept(","));
            return numbers;
        }

        private Expression number() throws RuleSyntaxException {
            boolean negative = cursor.accept("-");
            Token token = cursor.next();
            if (token.type() == Token.Type.NUMBER) {
                double value = Numbers.parse(token);
                return new Literal(Kind.NUMBER, negative ? 0.0 - value : value);
            }
            FieldRead field = variables.get(token.text());
            if (negative || token.type() != Token.Type.VARIABLE || field == null) {
                throw new RuleSyntaxException(
                        token.line(),
                        "a verdict takes variables of this rule or numbers, got " + token.shown()
                                + Nearest.hint(token.text(), variables.keySet()));
            }
            if (field.kind() != Kind.NUMBER) {
                throw new RuleSyntaxException(
                        token.line(), "a verdict takes numbers, and " + token.text() + " is none");
            }
            return field;
        }
    }

    /**
     * A rule with what the other parser has to have seen of it.
     *
     * @param rule the rule
     * @param patterns its patterns as they stand in the file, without blanks
     * @param consequence its right-hand side as it stands in the file, without blanks
     */
    record ParsedRule(Rule rule, List<PatternSource> patterns, String consequence) {}

    /**
     * One pattern as it stands in the file.
     *
     * @param type the type of the fact
     * @param items its constraints and bindings
     */
    record PatternSource(String type, List<String> items) {}
}
