package io.portcullis.transport;

/** The log cannot go on: full disk, damaged file, nobody polls. The engine must stop; nothing that was recorded is lost by it. */
public class LogException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public LogException(String message) {
        super(message);
    }

    public LogException(String message, Throwable cause) {
        super(message, cause);
    }
}
