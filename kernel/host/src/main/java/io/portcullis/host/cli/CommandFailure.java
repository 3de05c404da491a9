package io.portcullis.host.cli;

/** Ends a command with one line on standard error. */
public final class CommandFailure extends RuntimeException {
    private final ExitCode code;

    /** With a line that says what, where, and what would be right. */
    public CommandFailure(ExitCode code, String message) {
        super(message);
        this.code = code;
    }

    /** What to exit with. */
    public ExitCode code() {
        return code;
    }
}
