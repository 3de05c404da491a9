package io.portcullis.store.evidence;

import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/**
 * One csv file being written: UTF-8, a header, fields quoted as in RFC 4180 where they must be, lines that end in LF so that
 * line tools read them too. The same rows give the same bytes, also compressed. Not thread-safe.
 */
final class CsvFile implements Closeable {
    private final Path path;
    private final BufferedWriter out;
    private final int columns;

    private CsvFile(Path path, OutputStream stream, String... header) throws IOException {
        this.path = path;
        out = new BufferedWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), 1 << 16);
        columns = header.length;
        row((Object[]) header);
    }

    static CsvFile plain(Path path, String... header) throws IOException {
        return new CsvFile(path, Files.newOutputStream(path), header);
    }

    static CsvFile gzipped(Path path, String... header) throws IOException {
        // the header that Java writes carries neither a file name nor a time
        return new CsvFile(path, new GZIPOutputStream(Files.newOutputStream(path), 1 << 16), header);
    }

    /** One row; null is an empty field. */
    void row(Object... fields) {
        if (fields.length != columns) {
            throw new IllegalArgumentException(path + " has " + columns + " columns, got " + fields.length + " fields");
        }
        try {
            for (int i = 0; i < fields.length; i++) {
                if (i > 0) {
                    out.write(',');
                }
                if (fields[i] != null) {
                    field(fields[i].toString());
                }
            }
            out.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + path, e);
        }
    }

    private void field(String text) throws IOException {
        if (isPlain(text)) {
            out.write(text);
            return;
        }
        out.write('"');
        out.write(text.replace("\"", "\"\""));
        out.write('"');
    }

    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == ',' || c == '"' || c == '\n' || c == '\r') {
                return false;
            }
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
