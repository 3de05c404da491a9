package io.portcullis.policy.language;

/** Numbers as they stand in rules. */
final class Numbers {
    private Numbers() {}

    static double parse(Token token) throws RuleSyntaxException {
        if (!token.text().matches("[0-9]+(\\.[0-9]+)?([eE][+-]?[0-9]{1,3})?")) {
            throw new RuleSyntaxException(
                    token.line(),
                    "a number consists of digits, such as 1000000, 0.05 or 1e6, got '" + token.text() + "'");
        }
        double value = Double.parseDouble(token.text());
        if (!Double.isFinite(value)) {
            throw new RuleSyntaxException(token.line(), "the number " + token.text() + " is too large");
        }
        return value;
    }
}
