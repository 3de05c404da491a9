package io.portcullis.store;

/** The database cannot be used now: an operating failure, which heals by trying again. */
public final class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
