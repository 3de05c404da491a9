package io.portcullis.policy.language;

/** What cannot be read on: one rule is given up, the next one is still looked at. */
final class RuleSyntaxException extends Exception {
    private final int line;

    RuleSyntaxException(int line, String message) {
        super(message);
        this.line = line;
    }

    int line() {
        return line;
    }
}
