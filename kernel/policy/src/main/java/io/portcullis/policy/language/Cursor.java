package io.portcullis.policy.language;

import java.util.List;

/** Where a parser stands among the tokens. */
final class Cursor {
    private final List<Token> tokens;
    private int at;

    Cursor(List<Token> tokens) {
        this.tokens = tokens;
    }

    Token peek() {
        return tokens.get(at);
    }

    Token peekAfter() {
        return tokens.get(Math.min(at + 1, tokens.size() - 1));
    }

    Token next() {
        Token token = tokens.get(at);
        if (token.type() != Token.Type.END) {
            at++;
        }
        return token;
    }

    boolean accept(String sign) {
        if (peek().is(sign)) {
            at++;
            return true;
        }
        return false;
    }

    Token expect(String sign) throws RuleSyntaxException {
        if (!peek().is(sign)) {
            throw error("expected '" + sign + "', got " + peek().shown());
        }
        return next();
    }

    Token expect(Token.Type type, String what) throws RuleSyntaxException {
        if (peek().type() != type) {
            throw error("expected " + what + ", got " + peek().shown());
        }
        return next();
    }

    RuleSyntaxException error(String message) {
        return new RuleSyntaxException(peek().line(), message);
    }

    int position() {
        return at;
    }

    /** The tokens since a position, as one text without blanks. */
    String sourceSince(int position) {
        StringBuilder text = new StringBuilder();
        tokens.subList(position, at).forEach(token -> text.append(token.source().replace(" ", "")));
        return text.toString();
    }

    /** To the next rule, after an error. */
    void skipToNextRule() {
        while (peek().type() != Token.Type.END) {
            Token token = next();
            if (token.is("end") && (peek().is("rule") || peek().type() == Token.Type.END)) {
                return;
            }
        }
    }
}
