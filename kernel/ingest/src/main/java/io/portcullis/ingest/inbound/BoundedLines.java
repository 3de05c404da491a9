package io.portcullis.ingest.inbound;

import java.io.IOException;
import java.io.Reader;

/** Lines of a text, each cut at a bound: a file without line ends must not fill the memory. Not thread-safe. */
final class BoundedLines {
    private final Reader reader;
    private final int lengthMax;
    private long number;
    private boolean tooLong;
    private int pushedBack = -1;

    /** @param reader a buffered one; it is read character by character */
    BoundedLines(Reader reader, int lengthMax) {
        this.reader = reader;
        this.lengthMax = lengthMax;
    }

    /** The next line without its end; null behind the last one. */
    String next() throws IOException {
        int c = read();
        if (c < 0) {
            return null;
        }
        number++;
        tooLong = false;
        StringBuilder line = new StringBuilder();
        while (c >= 0 && c != '\n' && c != '\r') {
            if (line.length() < lengthMax) {
                line.append((char) c);
            } else {
                tooLong = true;
            }
            c = read();
        }
        if (c == '\r') {
            int following = read();
            pushedBack = following == '\n' ? -1 : following;
        }
        return line.toString();
    }

    private int read() throws IOException {
        int c = pushedBack;
        pushedBack = -1;
        return c >= 0 ? c : reader.read();
    }

    /** The number of the line that {@link #next()} gave last, from 1. */
    long number() {
        return number;
    }

    /** True when that line was cut. */
    boolean tooLong() {
        return tooLong;
    }
}
