package io.portcullis.host.cli;

/** What bin/portcullis exits with; scripts depend on the numbers. */
public enum ExitCode {
    /** Done. */
    OK(0),
    /** Refused or failed; standard error says why, in one line. */
    FAILED(1),
    /** The command line makes no sense. */
    USAGE(2),
    /** No server runs on the data folder. */
    NO_SERVER(3),
    /** A replay did not come to the recorded results, or a log, database or audit is not as it was written. */
    DIFFERENT(4);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    /** The process' exit status. */
    public int number() {
        return number;
    }
}
