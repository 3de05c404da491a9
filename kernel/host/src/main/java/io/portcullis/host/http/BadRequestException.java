package io.portcullis.host.http;

/** A request that cannot be read; names the field and says what would be right. */
final class BadRequestException extends RuntimeException {
    private final String field;

    BadRequestException(String field, String message) {
        super(message);
        this.field = field;
    }

    /** The field; empty when the whole document is meant. */
    String field() {
        return field;
    }
}
