package io.portcullis.host.evaluation;

import java.util.Locale;

/** Rows of a Markdown table. */
final class MarkdownTable {
    private final StringBuilder text = new StringBuilder();

    MarkdownTable(String... headings) {
        row((Object[]) headings);
        text.append("|").append("---|".repeat(headings.length)).append('\n');
    }

    void row(Object... cells) {
        text.append('|');
        for (Object cell : cells) {
            text.append(' ').append(cell).append(" |");
        }
        text.append('\n');
    }

    /** A number; a dash when there is none. */
    static String number(String format, double value) {
        return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, format, value);
    }

    /** A fraction, per cent. */
    static String percent(double fraction) {
        return number("%.1f %%", 100 * fraction);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
