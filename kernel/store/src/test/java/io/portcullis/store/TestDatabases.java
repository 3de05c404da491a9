package io.portcullis.store;

import io.portcullis.testkit.Postgres;
import java.time.Duration;

/** Databases of the shared PostgreSQL, with waits that a test can sit out. */
final class TestDatabases {
    private TestDatabases() {}

    /** A new, empty one. */
    static StoreConfig postgres() {
        return at(Postgres.shared().port(), Postgres.shared().create());
    }

    /** One that is reached through a port. */
    static StoreConfig at(int port, String name) {
        PostgresServer place = new PostgresServer(
                "127.0.0.1",
                port,
                name,
                PostgresServer.Tls.AUTO,
                null,
                Duration.ofSeconds(1),
                Duration.ofSeconds(3),
                Duration.ofMillis(2_500));
        return StoreConfig.served(place, Postgres.USER, "", new StoreConfig.Pool(4, Duration.ofMillis(1_500)));
    }
}
