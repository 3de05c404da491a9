package io.portcullis.host.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Rows under their headings, each column as wide as it needs to be; numbers to the right. */
final class TextTable {
    private final List<String[]> rows = new ArrayList<>();

    TextTable(String... headings) {
        rows.add(headings);
    }

    void add(Object... cells) {
        rows.add(Arrays.stream(cells).map(String::valueOf).toArray(String[]::new));
    }

    List<String> lines() {
        int[] widths = new int[rows.get(0).length];
        boolean[] numbers = new boolean[widths.length];
        Arrays.fill(numbers, true);
        for (String[] row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row[i].length());
                numbers[i] &= row == rows.get(0) || row[i].matches("-|-?[0-9][0-9.]*%?|");
            }
        }
        return rows.stream().map(row -> line(row, widths, numbers)).toList();
    }

    private static String line(String[] row, int[] widths, boolean[] numbers) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < row.length; i++) {
            String padding = " ".repeat(widths[i] - row[i].length());
            line.append(numbers[i] ? padding + row[i] : row[i] + padding).append("  ");
        }
        return line.toString().stripTrailing();
    }
}
