package io.portcullis.connector.datasets;

import java.util.ArrayList;
import java.util.List;

/** Cuts one line of comma-separated values into its cells; a cell in quotes may hold commas and doubled quotes. */
final class CsvLine {
    private CsvLine() {}

    static List<String> split(String line) throws BadRowException {
        List<String> cells = new ArrayList<>();
        int start = 0;
        while (true) {
            if (start < line.length() && line.charAt(start) == '"') {
                start = quoted(line, start, cells);
            } else {
                int comma = line.indexOf(',', start);
                int end = comma < 0 ? line.length() : comma;
                cells.add(line.substring(start, end));
                start = end;
            }
            if (start == line.length()) {
                return cells;
            }
            start++;
        }
    }

    /** Adds the quoted cell that begins here; returns where the comma behind it is, or the end of the line. */
    private static int quoted(String line, int start, List<String> cells) throws BadRowException {
        StringBuilder cell = new StringBuilder();
        int i = start + 1;
        while (i < line.length()) {
            char c = line.charAt(i++);
            if (c != '"') {
                cell.append(c);
            } else if (i < line.length() && line.charAt(i) == '"') {
                cell.append('"');
                i++;
            } else if (i == line.length() || line.charAt(i) == ',') {
                cells.add(cell.toString());
                return i;
            } else {
                throw new BadRowException("bad quotes: text behind a closing quote at character " + i);
            }
        }
        throw new BadRowException("bad quotes: a quote is opened and not closed");
    }
}
