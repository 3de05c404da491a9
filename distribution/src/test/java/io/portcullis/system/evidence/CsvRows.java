package io.portcullis.system.evidence;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.zip.GZIPInputStream;

/** A csv file, plain or gzipped, row by row under its header's names. The checker's own reader: it must not share a bug. */
final class CsvRows {
    private CsvRows() {}

    /** What is done with each row. */
    interface Consumer {
        void row(Row row) throws IOException;
    }

    /** One row: line 1 is the header. */
    static final class Row {
        private final long line;
        private final Map<String, Integer> columns;
        private final List<String> cells;

        private Row(long line, Map<String, Integer> columns, List<String> cells) {
            this.line = line;
            this.columns = columns;
            this.cells = cells;
        }

        long line() {
            return line;
        }

        /** True when the row has as many cells as the header. */
        boolean isComplete() {
            return cells.size() == columns.size();
        }

        String text(String column) {
            Integer index = columns.get(column);
            if (index == null) {
                throw new NoSuchElementException("no column " + column + " in " + columns.keySet());
            }
            return index < cells.size() ? cells.get(index) : "";
        }

        /** The number in a cell; NaN for what is none. */
        double number(String column) {
            try {
                return Double.parseDouble(text(column));
            } catch (NumberFormatException e) {
                return Double.NaN;
            }
        }
    }

    /** Reads a whole file; the header's names in order. Lines that are empty or start with # are passed over. */
    static List<String> read(Path file, Consumer consumer) throws IOException {
        try (InputStream raw = Files.newInputStream(file);
                InputStream in = file.toString().endsWith(".gz") ? new GZIPInputStream(raw, 1 << 16) : raw;
                BufferedReader reader =
                        new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8), 1 << 16)) {
            List<String> header = null;
            Map<String, Integer> columns = new HashMap<>();
            long number = 0;
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                number++;
                if (line.isEmpty() || line.charAt(0) == '#') {
                    continue;
                }
                List<String> cells = cells(line);
                if (header == null) {
                    header = cells;
                    for (String name : header) {
                        columns.put(name, columns.size());
                    }
                } else {
                    consumer.row(new Row(number, columns, cells));
                }
            }
            return header == null ? List.of() : header;
        }
    }

    private static List<String> cells(String line) {
        List<String> cells = new ArrayList<>(16);
        if (line.indexOf('"') < 0) {
            int from = 0;
            for (int comma = line.indexOf(','); comma >= 0; comma = line.indexOf(',', from)) {
                cells.add(line.substring(from, comma));
                from = comma + 1;
            }
            cells.add(line.substring(from));
            return cells;
        }
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"') {
                boolean doubled = quoted && i + 1 < line.length() && line.charAt(i + 1) == '"';
                if (doubled) {
                    cell.append('"');
                    i++;
                } else {
                    quoted = !quoted;
                }
            } else if (c == ',' && !quoted) {
                cells.add(cell.toString());
                cell.setLength(0);
            } else {
                cell.append(c);
            }
        }
        cells.add(cell.toString());
        return cells;
    }
}
