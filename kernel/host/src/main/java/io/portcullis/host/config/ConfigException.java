package io.portcullis.host.config;

/** A setting or a file that a person has to put right; the message says what, where and what would be right. */
public final class ConfigException extends RuntimeException {
    /** With a message of one line. */
    public ConfigException(String message) {
        super(message);
    }

    /** With a message of one line, and what lies beneath. */
    public ConfigException(String message, Throwable cause) {
        super(message, cause);
    }
}
