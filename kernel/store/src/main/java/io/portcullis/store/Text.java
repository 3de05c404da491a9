package io.portcullis.store;

import java.nio.charset.StandardCharsets;

/** Other people's words as both databases can hold them. */
final class Text {
    /** Columns of reasons. */
    static final int REASON_LENGTH_MAX = 1024;

    /** Columns of people and rules. */
    static final int BY_LENGTH_MAX = 255;

    private Text() {}

    /**
     * Cuts, and replaces what PostgreSQL refuses: the character 0, and half of a surrogate pair. Without it one report of a venue
     * would stop the projection for good.
     */
    static String fit(String text, int lengthMax) {
        String cut = text.length() <= lengthMax ? text : text.substring(0, lengthMax);
        String whole = new String(cut.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        return whole.replace('\0', '?');
    }
}
