package io.portcullis.store;

final class PostgresQueriesTest extends QueriesContract {
    @Override
    StoreConfig database() {
        return TestDatabases.postgres();
    }
}
