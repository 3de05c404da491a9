package io.portcullis.policy.program;

/** The class of a ring could not be made; its rules are judged by the rule engine alone. */
public final class ProgramFailedException extends Exception {
    ProgramFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
