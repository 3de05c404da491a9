package io.portcullis.connector.edgar;

/** An answer that cannot be read; its message says what is wrong. */
final class MalformedException extends Exception {
    private static final long serialVersionUID = 1L;

    MalformedException(String message) {
        super(message);
    }
}
