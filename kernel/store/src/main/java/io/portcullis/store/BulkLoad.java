package io.portcullis.store;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/**
 * Fills an empty embedded file from the log in one go: in large transactions that are not forced one by one, and with the
 * secondary indexes built at the end. The file is worth something once that is done, and nothing before.
 */
final class BulkLoad {
    private static final int BATCH_MAX = 10_000;

    private final Store store;

    private BulkLoad(Store store) {
        this.store = store;
    }

    /**
     * Makes the file.
     *
     * @param base where, without {@code .mv.db}; must not exist
     * @param log read to its end
     * @return the open database
     */
    static Store fill(Path base, CatchUp log) {
        Store store = Store.open(StoreConfig.bulk(base));
        try {
            new BulkLoad(store).run(log);
            return store;
        } catch (RuntimeException e) {
            store.close();
            throw e;
        }
    }

    private void run(CatchUp log) {
        Map<String, String> indexes = store.jdbi().withHandle(BulkLoad::secondaryIndexes);
        store.jdbi().useHandle(handle -> indexes.keySet().forEach(name -> handle.execute("DROP INDEX " + name)));
        ReplayBatches.resume(
                log,
                new Applier(store, new Pulse(), () -> {}),
                BATCH_MAX,
                () -> Thread.currentThread().isInterrupted());
        store.jdbi().useHandle(handle -> indexes.values().forEach(handle::execute));
    }

    /** The statement that makes each index again, by its name. */
    private static Map<String, String> secondaryIndexes(Handle handle) {
        Map<String, List<String>> columns = new TreeMap<>();
        Map<String, String> tables = new TreeMap<>();
        handle.createQuery("""
                        SELECT i.index_name, i.table_name, c.column_name
                        FROM information_schema.indexes i
                        JOIN information_schema.index_columns c ON c.index_name = i.index_name
                        WHERE i.index_type_name = 'INDEX' AND LOWER(i.table_name) IN (<tables>)
                        ORDER BY i.index_name, c.ordinal_position
                        """)
                .bindList("tables", Store.PROJECTED)
                .map((row, context) -> List.of(row.getString(1), row.getString(2), row.getString(3)))
                .forEach(row -> {
                    tables.put(row.get(0), row.get(1));
                    columns.computeIfAbsent(row.get(0), name -> new ArrayList<>())
                            .add(row.get(2));
                });
        Map<String, String> statements = new TreeMap<>();
        tables.forEach((name, table) -> statements.put(
                name, "CREATE INDEX " + name + " ON " + table + " (" + String.join(", ", columns.get(name)) + ")"));
        return statements;
    }
}
