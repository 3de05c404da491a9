package io.portcullis.store;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;

/**
 * Rows by their keys. Some hundreds at a time, because H2 compares every row that its index finds with all keys of the question; and
 * as one array, because the text of the question then stays the same and is parsed once.
 */
final class KeyLookup {
    private static final int KEYS_MAX = 500;

    private KeyLookup() {}

    /**
     * The rows of those keys that are there, in no order.
     *
     * @param sql with {@code = ANY(:keys)}
     */
    static <T> List<T> rows(Handle handle, String sql, Collection<String> keys, RowMapper<T> mapper) {
        List<String> all = List.copyOf(keys);
        List<T> rows = new ArrayList<>();
        for (int from = 0; from < all.size(); from += KEYS_MAX) {
            List<String> some = all.subList(from, Math.min(from + KEYS_MAX, all.size()));
            rows.addAll(handle.createQuery(sql)
                    .bindArray("keys", String.class, some)
                    .map(mapper)
                    .list());
        }
        return rows;
    }
}
