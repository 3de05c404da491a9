package io.portcullis.system.evidence;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** A pack's limits.csv as read by someone who only has the file: fractions as fractions, the most specific scope wins. */
final class LimitTable {
    private final Map<String, Double> values = new HashMap<>();

    static LimitTable read(Path file) throws IOException {
        LimitTable table = new LimitTable();
        CsvRows.read(file, row -> {
            double value = row.number("value");
            if (row.text("unit").equals("percent") && !row.text("limit").equals("borrow-fee-max-percent")) {
                value /= 100;
            }
            table.values.put(row.text("limit") + " " + row.text("scope"), value);
        });
        return table;
    }

    double of(String limit, String sector, String instrument) {
        Double value = values.get(limit + " instrument:" + instrument);
        if (value == null) {
            value = values.get(limit + " sector:" + sector);
        }
        if (value == null) {
            value = values.get(limit + " account:main");
        }
        if (value == null) {
            value = values.get(limit + " global");
        }
        return value == null ? Double.POSITIVE_INFINITY : value;
    }

    double global(String limit) {
        return of(limit, "", "");
    }
}
