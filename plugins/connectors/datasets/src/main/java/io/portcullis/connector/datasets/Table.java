package io.portcullis.connector.datasets;

import io.portcullis.spi.BadRecordSink;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** The rows of one file, with its bad ones sorted out and reported. Not thread-safe. */
final class Table implements Closeable {
    private static final int CONTENT_LENGTH_MAX = 1_000;
    private static final int BUFFER_BYTES = 65_536;
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final DatasetFile file;
    private final BadRecordSink badRecords;
    private final LineReader lines;
    private final List<String> header;
    private long lineNumber = 1;
    private long rows;
    private long bad;
    private String line;
    private List<String> cells;

    private Table(DatasetFile file, BadRecordSink badRecords, LineReader lines, List<String> header) {
        this.file = file;
        this.badRecords = badRecords;
        this.lines = lines;
        this.header = header;
    }

    static Table open(DatasetFile file, BadRecordSink badRecords) throws IOException {
        LineReader lines = new LineReader(bytes(file));
        try {
            return new Table(file, badRecords, lines, readHeader(file, lines));
        } catch (IOException | RuntimeException e) {
            lines.close();
            throw e;
        }
    }

    /** The names of a file's columns; refuses a file that does not begin with them. */
    static List<String> header(DatasetFile file) throws IOException {
        try (LineReader lines = new LineReader(bytes(file))) {
            return readHeader(file, lines);
        }
    }

    private static InputStream bytes(DatasetFile file) throws IOException {
        return bytes(file, file.path());
    }

    /** The content of a file, unpacked when its name says that it is packed. */
    static InputStream bytes(DatasetFile file, Path path) throws IOException {
        InputStream raw = Files.newInputStream(path);
        if (!path.getFileName().toString().endsWith(".gz")) {
            return raw;
        }
        try {
            return new GZIPInputStream(raw, BUFFER_BYTES);
        } catch (EOFException | ZipException e) {
            raw.close();
            throw file.error("is no gzip file: " + e.getMessage());
        } catch (IOException e) {
            raw.close();
            throw e;
        }
    }

    private static List<String> readHeader(DatasetFile file, LineReader lines) throws IOException {
        try {
            String first = lines.next();
            if (first == null || first.isBlank()) {
                throw file.error("has no header line");
            }
            return CsvLine.split(first.startsWith(BYTE_ORDER_MARK) ? first.substring(1) : first);
        } catch (EOFException | ZipException e) {
            throw file.error("gzip breaks off before the end of the header: " + e.getMessage());
        } catch (BadRowException e) {
            throw file.error("header: " + e.getMessage());
        }
    }

    /** The column of one of our names; the descriptor has been checked to have it. */
    int column(String ours) {
        return header.indexOf(file.column(ours));
    }

    /** The column that says when a row is known; -1 without a rule. */
    int knownColumn() {
        return file.known() == null ? -1 : header.indexOf(file.known().column());
    }

    /** The columns that we have no name for, by the file's own, in its order. */
    Map<String, Integer> others() {
        Map<String, Integer> others = new LinkedHashMap<>();
        for (int i = 0; i < header.size(); i++) {
            if (!isNamed(header.get(i))) {
                others.put(header.get(i), i);
            }
        }
        return others;
    }

    /** Goes to the next row that has all its cells. */
    boolean next() throws IOException {
        while (advance()) {
            rows++;
            try {
                if (lines.wasTooLong()) {
                    throw new BadRowException("line too long: more than " + LineReader.LENGTH_MAX + " bytes");
                }
                cells = CsvLine.split(line);
                requireAllCells();
                return true;
            } catch (BadRowException e) {
                bad(e);
            }
        }
        return false;
    }

    private void requireAllCells() throws BadRowException {
        if (cells.size() < header.size()) {
            throw new BadRowException(
                    "missing column: " + cells.size() + " cells where the header has " + header.size());
        }
        if (cells.size() > header.size()) {
            throw new BadRowException(
                    "too many columns: " + cells.size() + " cells where the header has " + header.size());
        }
    }

    private boolean advance() throws IOException {
        try {
            line = lines.next();
            lineNumber++;
            return line != null;
        } catch (EOFException | ZipException e) {
            line = lines.partial();
            lineNumber++;
            bad(new BadRowException("truncated gzip: the file breaks off here (" + e.getMessage() + ")"));
            return false;
        }
    }

    /** A cell of the current row, without spaces around it. */
    String cell(int column) {
        return cells.get(column).strip();
    }

    /** Reports the current row. */
    void bad(BadRowException why) {
        bad++;
        String content = line.length() > CONTENT_LENGTH_MAX ? line.substring(0, CONTENT_LENGTH_MAX) : line;
        badRecords.bad(file.path().toString(), lineNumber, why.getMessage(), content);
    }

    /** Says once how the file went and which of its columns nobody asked for. */
    void finish() {
        List<String> unread = header.stream().filter(name -> !isRead(name)).toList();
        String columns = unread.isEmpty() ? "" : "; columns not read: " + String.join(", ", unread);
        badRecords.notice(file.path().toString(), file.role() + ": " + rows + " rows, " + bad + " bad" + columns);
    }

    private boolean isRead(String theirs) {
        return file.role().passesOnTheRest() || isNamed(theirs);
    }

    private boolean isNamed(String theirs) {
        return file.role().columns().stream().anyMatch(ours -> file.column(ours).equals(theirs))
                || (file.known() != null && file.known().column().equals(theirs));
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
