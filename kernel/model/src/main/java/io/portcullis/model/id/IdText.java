package io.portcullis.model.id;

/** The one rule for the text of every identifier. */
final class IdText {
    /** Long enough for every FIX identifier in use, short enough to bound a log record. */
    static final int LENGTH_MAX = 64;

    private IdText() {}

    static void require(String value, String type) {
        if (value == null || value.isEmpty() || value.length() > LENGTH_MAX) {
            throw new IllegalArgumentException(
                    type + " must have 1 to " + LENGTH_MAX + " characters, got '" + value + "'");
        }
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c <= ' ' || c > '~') {
                throw new IllegalArgumentException(
                        type + " must be printable ASCII without spaces, got '" + value + "'");
            }
        }
    }
}
