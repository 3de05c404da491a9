package io.portcullis.host.cli;

import io.portcullis.host.server.Json;
import java.io.PrintStream;

/**
 * Where a command speaks: answers to standard output, everything else to standard error.
 *
 * @param out answers
 * @param err progress and complaints
 * @param interactive whether a person watches standard error on a terminal
 */
public record Terminal(PrintStream out, PrintStream err, boolean interactive) {
    /** Set by bin/portcullis, whose shell can tell. */
    private static final String PROPERTY = "portcullis.terminal";

    /** This process' own. */
    public static Terminal ofProcess() {
        return new Terminal(System.out, System.err, Boolean.getBoolean(PROPERTY));
    }

    Progress progress() {
        return new ProgressLine(err, interactive);
    }

    void json(Object value) {
        out.println(Json.write(value));
        out.flush();
    }

    void line(String text) {
        out.println(text);
        out.flush();
    }

    void note(String text) {
        err.println("portcullis: " + text);
        err.flush();
    }
}
