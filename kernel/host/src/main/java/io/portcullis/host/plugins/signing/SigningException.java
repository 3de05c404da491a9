package io.portcullis.host.plugins.signing;

/** A key or signature that cannot be used; the message says what is wrong with it. */
public final class SigningException extends Exception {
    SigningException(String message) {
        super(message);
    }

    SigningException(String message, Throwable cause) {
        super(message, cause);
    }
}
