package io.portcullis.host.metrics;

import java.util.ArrayList;
import java.util.List;

/**
 * One line of a family: its name in the registry is {@code family}, or {@code family|value|value} in the order of the family's
 * labels.
 *
 * @param family the family's name
 * @param values label values; empty without labels
 */
record Series(String family, List<String> values) {
    private static final char BETWEEN = '|';
    private static final int VALUE_LENGTH_MAX = 128;

    /** Copies the values, each cut to a length that a page can bear and without the sign that stands between them. */
    Series {
        values = values.stream().map(Series::tidy).toList();
    }

    static Series of(Family family, List<String> values) {
        if (values.size() != family.labels().size()) {
            throw new IllegalArgumentException(
                    family.text() + " has the labels " + family.labels() + ", got " + values);
        }
        return new Series(family.text(), values);
    }

    /** Inverts {@link #text()}. */
    static Series parse(String text) {
        List<String> parts = new ArrayList<>();
        int from = 0;
        for (int at = text.indexOf(BETWEEN); at >= 0; at = text.indexOf(BETWEEN, from)) {
            parts.add(text.substring(from, at));
            from = at + 1;
        }
        parts.add(text.substring(from));
        return new Series(parts.get(0), parts.subList(1, parts.size()));
    }

    String text() {
        return values.isEmpty() ? family : family + BETWEEN + String.join("" + BETWEEN, values);
    }

    private static String tidy(String value) {
        String cut = value.length() > VALUE_LENGTH_MAX ? value.substring(0, VALUE_LENGTH_MAX) : value;
        return cut.replace(BETWEEN, '/').replaceAll("\\p{Cntrl}", " ");
    }
}
