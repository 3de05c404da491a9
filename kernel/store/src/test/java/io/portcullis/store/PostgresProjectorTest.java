package io.portcullis.store;

final class PostgresProjectorTest extends ProjectorContract {
    @Override
    StoreConfig database() {
        return TestDatabases.postgres();
    }
}
