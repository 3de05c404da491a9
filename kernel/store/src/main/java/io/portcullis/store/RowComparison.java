package io.portcullis.store;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Compares every row and column of two databases, whatever kind each of them is, in one pass over both. */
final class RowComparison {
    private static final int FETCH_ROWS = 1_000;

    /** By what the rows of each table are told apart: numbers only, because texts are sorted differently by each database. */
    private static final Map<String, List<String>> KEYS = Map.of(
            "sessions", List.of("log_position"),
            "decisions", List.of("sequence_number"),
            "decision_reasons", List.of("sequence_number", "ordinal"),
            "orders", List.of("sequence_number"),
            "fills", List.of("log_position"),
            "corporate_actions", List.of("log_position"),
            "positions", List.of("log_position"),
            "equity_days", List.of("log_position"),
            "trading_states", List.of("log_position"));

    private final Handle found;
    private final Handle expected;

    RowComparison(Handle found, Handle expected) {
        this.found = found;
        this.expected = expected;
    }

    /** The first difference, table by table; empty when there is none. */
    Optional<RowDifference> first() {
        for (String table : Store.PROJECTED) {
            Optional<RowDifference> difference = first(table);
            if (difference.isPresent()) {
                return difference;
            }
        }
        return Optional.empty();
    }

    private Optional<RowDifference> first(String table) {
        List<String> keys = KEYS.get(table);
        Iterator<Row> theirs = rows(found, table, keys);
        Iterator<Row> ours = rows(expected, table, keys);
        while (theirs.hasNext() || ours.hasNext()) {
            Row their = theirs.hasNext() ? theirs.next() : null;
            Row our = ours.hasNext() ? ours.next() : null;
            String what = difference(their, our);
            if (!what.isEmpty()) {
                boolean extra = our == null || their != null && their.compareTo(our) < 0;
                Row row = extra ? their : our;
                return Optional.of(new RowDifference(table, row.key(), row.position(), what));
            }
        }
        return Optional.empty();
    }

    private static String difference(Row found, Row expected) {
        if (expected == null || found != null && found.compareTo(expected) < 0) {
            return "the log has no such row";
        }
        if (found == null || found.compareTo(expected) > 0) {
            return "the row is missing";
        }
        for (Map.Entry<String, String> column : expected.values().entrySet()) {
            String is = found.values().get(column.getKey());
            if (!column.getValue().equals(is)) {
                return column.getKey() + " is " + is + ", by the log it is " + column.getValue();
            }
        }
        return "";
    }

    private static Iterator<Row> rows(Handle handle, String table, List<String> keys) {
        return handle.createQuery("SELECT * FROM " + table + " ORDER BY " + String.join(", ", keys))
                .setFetchSize(FETCH_ROWS)
                .map((row, context) -> Row.read(row, keys))
                .iterator();
    }

    /**
     * One row as texts that mean the same in both databases.
     *
     * @param keys values of the key's columns
     * @param key the same for people
     * @param values every column, by its name
     */
    private record Row(List<Long> keys, String key, Map<String, String> values) implements Comparable<Row> {
        static Row read(ResultSet row, List<String> keyColumns) throws SQLException {
            ResultSetMetaData columns = row.getMetaData();
            Map<String, String> values = new LinkedHashMap<>();
            for (int i = 1; i <= columns.getColumnCount(); i++) {
                values.put(columns.getColumnLabel(i).toLowerCase(Locale.ROOT), text(row.getObject(i)));
            }
            List<Long> keys = new ArrayList<>();
            StringBuilder key = new StringBuilder();
            for (String column : keyColumns) {
                keys.add(row.getLong(column));
                key.append(key.isEmpty() ? "" : ", ").append(column).append(' ').append(values.get(column));
            }
            return new Row(keys, key.toString(), values);
        }

        private static String text(Object value) {
            return value instanceof BigDecimal decimal
                    ? decimal.stripTrailingZeros().toPlainString()
                    : String.valueOf(value);
        }

        long position() {
            String position = values.get("log_position");
            return position == null ? -1 : Long.parseLong(position);
        }

        @Override
        public int compareTo(Row other) {
            for (int i = 0; i < keys.size(); i++) {
                int order = Long.compare(keys.get(i), other.keys.get(i));
                if (order != 0) {
                    return order;
                }
            }
            return 0;
        }
    }
}
