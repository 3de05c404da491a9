package io.portcullis.host.plugins.signing;

/** A key or signature that cannot be used; the message says what is wrong with it. */
public final class SigningException extends Exception {
    private final boolean unsettled;

    SigningException(String message) {
        this(message, null, false);
    }

    SigningException(String message, Throwable cause) {
        this(message, cause, false);
    }

    private SigningException(String message, Throwable cause, boolean unsettled) {
        super(message, cause);
        this.unsettled = unsettled;
    }

    /** The same, of something that a pair of files which are still being copied may look like. */
    SigningException unsettled() {
        return new SigningException(getMessage(), getCause(), true);
    }

    /** Whether it may be right a moment later. */
    public boolean isUnsettled() {
        return unsettled;
    }
}
