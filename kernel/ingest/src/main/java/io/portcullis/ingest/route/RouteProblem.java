package io.portcullis.ingest.route;

/** Why a route file is refused. */
final class RouteProblem extends Exception {
    private static final long serialVersionUID = 1L;

    private final int line;

    /** @param line from 1; 0 when it is not known */
    RouteProblem(String message, int line, Throwable cause) {
        super(message, cause);
        this.line = line;
    }

    int line() {
        return line;
    }
}
