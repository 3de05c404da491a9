package io.portcullis.policy;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * A comma-separated file with the lines and cells that an officer sees in a spreadsheet. Lines that are empty or
 * begin with {@code #} are comments.
 */
public record CsvTable(String file, List<Row> rows) {
    private static final int ROWS_MAX = 10_000;
    private static final int LETTERS = 26;

    /** Copies the rows. */
    public CsvTable {
        rows = List.copyOf(rows);
    }

    /** Reads a file; what is wrong goes to the findings, and the rows before it are kept. */
    public static CsvTable read(String file, String text, List<Finding> findings) {
        List<Row> rows = new ArrayList<>();
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setIgnoreSurroundingSpaces(true)
                .setIgnoreEmptyLines(true)
                .setCommentMarker('#')
                .get();
        int line = 1;
        try (CSVParser parser = CSVParser.parse(new StringReader(text), format)) {
            for (CSVRecord each : parser) {
                rows.add(new Row((int) parser.getCurrentLineNumber(), List.of(each.values())));
                line = (int) parser.getCurrentLineNumber() + 1;
                if (rows.size() > ROWS_MAX) {
                    findings.add(Finding.at(file, line, "a table has at most " + ROWS_MAX + " rows"));
                    break;
                }
            }
        } catch (IOException | UncheckedIOException | IllegalStateException e) {
            findings.add(Finding.at(file, line, "this is not comma-separated text: " + e.getMessage()));
        }
        return new CsvTable(file, withLines(text, rows));
    }

    /** A spreadsheet's name of a cell: column 0 of line 7 is {@code A7}. */
    public static String cell(int column, int line) {
        StringBuilder name = new StringBuilder();
        for (int rest = column; rest >= 0; rest = rest / LETTERS - 1) {
            name.insert(0, (char) ('A' + rest % LETTERS));
        }
        return name.append(line).toString();
    }

    /** A finding about one cell. */
    public Finding finding(Row row, int column, String message) {
        return new Finding(file, row.line(), cell(column, row.line()), message);
    }

    /**
     * The parser counts the line ends that it has read: without one at the end of the file the last row would be
     * off by one.
     */
    private static List<Row> withLines(String text, List<Row> rows) {
        if (text.endsWith("\n") || rows.isEmpty()) {
            return rows;
        }
        List<Row> fixed = new ArrayList<>(rows);
        long lines = text.lines().count();
        Row last = fixed.get(fixed.size() - 1);
        if (last.line() < lines) {
            fixed.set(fixed.size() - 1, new Row((int) lines, last.cells()));
        }
        return fixed;
    }

    /**
     * One row.
     *
     * @param line where it ends in the file, from 1
     * @param cells its cells
     */
    public record Row(int line, List<String> cells) {
        /** Copies the cells. */
        public Row {
            cells = List.copyOf(cells);
        }

        /** A cell; empty when the row is shorter. */
        public String cell(int column) {
            return column < cells.size() ? cells.get(column) : "";
        }
    }
}
