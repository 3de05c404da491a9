package io.portcullis.connector.datasets;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * Reads a file line by line and holds no more than one of them: a file without line ends must not fill the memory. Not
 * thread-safe.
 */
final class LineReader implements Closeable {
    /** Longer than any row of a price file and than the full state of an order book; the rest of a longer line is dropped. */
    static final int LENGTH_MAX = 262_144;

    private static final int BUFFER_BYTES = 65_536;

    private final InputStream in;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private final byte[] line = new byte[LENGTH_MAX];
    private int position;
    private int limit;
    private int length;
    private boolean tooLong;

    LineReader(InputStream in) {
        this.in = in;
    }

    /** The next line without its end, cut to {@link #LENGTH_MAX} bytes; null at the end of the file. */
    String next() throws IOException {
        length = 0;
        tooLong = false;
        while (true) {
            if (position == limit && !fill()) {
                return length == 0 && !tooLong ? null : text();
            }
            byte b = buffer[position++];
            if (b == '\n') {
                return text();
            }
            if (length == LENGTH_MAX) {
                tooLong = true;
            } else {
                line[length++] = b;
            }
        }
    }

    /** True when the last line had to be cut. */
    boolean wasTooLong() {
        return tooLong;
    }

    /** What was read of a line before the file broke off. */
    String partial() {
        return text();
    }

    private boolean fill() throws IOException {
        position = 0;
        limit = Math.max(0, in.read(buffer));
        return limit > 0;
    }

    private String text() {
        int end = length > 0 && line[length - 1] == '\r' ? length - 1 : length;
        return new String(line, 0, end, StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
