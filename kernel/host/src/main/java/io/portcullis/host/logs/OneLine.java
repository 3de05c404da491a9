package io.portcullis.host.logs;

import ch.qos.logback.classic.pattern.ClassicConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;

/** {@code %line} in a pattern: the message on one line, whatever is in it, and no longer than a person reads. */
public final class OneLine extends ClassicConverter {
    private static final int LENGTH_MAX = 4_096;

    @Override
    public String convert(ILoggingEvent event) {
        return of(event.getFormattedMessage());
    }

    /** A text in which nothing can end a line, move a cursor or colour a terminal. */
    static String of(String text) {
        String whole = String.valueOf(text);
        String cut = whole.length() <= LENGTH_MAX ? whole : whole.substring(0, LENGTH_MAX) + "...";
        StringBuilder line = null;
        for (int i = 0; i < cut.length(); i++) {
            char c = cut.charAt(i);
            if (breaks(c)) {
                line = line == null ? new StringBuilder(cut) : line;
                line.setCharAt(i, ' ');
            }
        }
        return line == null ? cut : line.toString();
    }

    /** Control characters, line and paragraph separators, and the marks that turn the direction of writing. */
    private static boolean breaks(char c) {
        return Character.isISOControl(c)
                || c == '\u2028'
                || c == '\u2029'
                || (c >= '\u202a' && c <= '\u202e')
                || (c >= '\u2066' && c <= '\u2069');
    }
}
