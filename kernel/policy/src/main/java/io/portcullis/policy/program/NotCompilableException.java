package io.portcullis.policy.program;

/** A rule that does not become part of the class, and why; it stays on the rule engine. */
final class NotCompilableException extends Exception {
    NotCompilableException(String message) {
        super(message);
    }
}
