package io.portcullis.ingest.inbound;

import java.util.ArrayList;
import java.util.List;

/**
 * One line of comma-separated values, with quotes as in RFC 4180 but never over several lines: a quote that is left
 * open spoils
 * its own line and not the rest of the file.
 */
final class CsvLine {
    private final String line;
    private int position;

    private CsvLine(String line) {
        this.line = line;
    }

    static List<String> split(String line) {
        CsvLine csv = new CsvLine(line);
        List<String> cells = new ArrayList<>();
        cells.add(csv.cell());
        while (csv.position < line.length()) {
            csv.position++;
            cells.add(csv.cell());
        }
        return cells;
    }

    /** Reads up to the next comma or the end. */
    private String cell() {
        if (position < line.length() && line.charAt(position) == '"') {
            return quoted();
        }
        int end = line.indexOf(',', position);
        int to = end < 0 ? line.length() : end;
        String cell = line.substring(position, to).strip();
        position = to;
        return cell;
    }

    private String quoted() {
        StringBuilder cell = new StringBuilder();
        int from = position + 1;
        while (true) {
            int quote = line.indexOf('"', from);
            if (quote < 0) {
                throw new IllegalArgumentException("a quoted cell is not closed on its line");
            }
            cell.append(line, from, quote);
            from = quote + 2;
            if (quote + 1 == line.length() || line.charAt(quote + 1) == ',') {
                position = quote + 1;
                return cell.toString();
            }
            if (line.charAt(quote + 1) != '"') {
                throw new IllegalArgumentException(
                        "a quoted cell must be followed by a comma; write a quote inside it twice");
            }
            cell.append('"');
        }
    }
}
