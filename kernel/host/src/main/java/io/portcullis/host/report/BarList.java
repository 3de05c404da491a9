package io.portcullis.host.report;

import java.util.Comparator;
import java.util.Locale;
import java.util.Map;

/** Named counts as horizontal bars, the longest first. */
final class BarList {
    private static final int ROW_HEIGHT = 22;
    private static final int NAME_WIDTH = 260;
    private static final int WIDTH = 960;
    private static final int COUNT_WIDTH = 80;

    private BarList() {}

    static String svg(String title, Map<String, Long> counts) {
        if (counts.isEmpty()) {
            return "<p>None.</p>\n";
        }
        long most = counts.values().stream().mapToLong(Long::longValue).max().orElse(1);
        StringBuilder out = new StringBuilder(String.format(
                Locale.ROOT,
                "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">%n",
                WIDTH,
                counts.size() * ROW_HEIGHT + 4,
                Html.text(title)));
        int row = 0;
        var rows = counts.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .toList();
        for (Map.Entry<String, Long> entry : rows) {
            double width = (WIDTH - NAME_WIDTH - COUNT_WIDTH) * (double) entry.getValue() / Math.max(1, most);
            int y = row * ROW_HEIGHT + 4;
            out.append(String.format(
                    Locale.ROOT,
                    "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>"
                            + "<rect class=\"bar\" x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\"/>"
                            + "<text x=\"%.1f\" y=\"%d\">%,d</text>%n",
                    NAME_WIDTH - 8,
                    y + 14,
                    Html.text(entry.getKey()),
                    NAME_WIDTH,
                    y + 2,
                    Math.max(1, width),
                    ROW_HEIGHT - 6,
                    NAME_WIDTH + width + 6,
                    y + 14,
                    entry.getValue()));
            row++;
        }
        return out.append("</svg>\n").toString();
    }
}
