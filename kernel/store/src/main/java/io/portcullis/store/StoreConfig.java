package io.portcullis.store;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;

/**
 * Where the database is.
 *
 * @param url JDBC URL, with every setting that matters in it
 * @param user database user
 * @param password its password; empty for the embedded file, which the data folder's permissions protect
 * @param connectionsMax size of the pool
 * @param connectionTimeout how long a caller waits for a connection before it is told that there is none
 * @param file the embedded database's file; null when another process serves the database
 */
public record StoreConfig(
        String url, String user, String password, int connectionsMax, Duration connectionTimeout, Path file) {
    private static final int CONNECTIONS = 4;
    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    /**
     * None of these rests on a default. WRITE_DELAY: with H2's own, acknowledged commits are lost on kill -9. AUTO_SERVER
     * would open a port. DB_CLOSE_ON_EXIT would close the file in a shutdown hook, under our feet. The trace file grows
     * without bound.
     */
    private static final String H2_SETTINGS =
            ";WRITE_DELAY=0;AUTO_SERVER=FALSE;IGNORE_UNKNOWN_SETTINGS=FALSE;FILE_LOCK=FS"
                    + ";DB_CLOSE_ON_EXIT=FALSE;DB_CLOSE_DELAY=0;LOCK_TIMEOUT=10000;TRACE_LEVEL_FILE=0;TRACE_LEVEL_SYSTEM_OUT=0";

    /** Refuses a missing part and a pool without connections. */
    public StoreConfig {
        Objects.requireNonNull(url, "url");
        Objects.requireNonNull(user, "user");
        Objects.requireNonNull(password, "password");
        if (connectionsMax < 1 || connectionTimeout.toMillis() < 250) {
            throw new IllegalArgumentException("a pool needs at least 1 connection and 250 ms to wait for it, got "
                    + connectionsMax + " and " + connectionTimeout);
        }
    }

    /** The embedded database of a data folder, {@code db/portcullis.mv.db}. */
    public static StoreConfig embedded(Path dataFolder) {
        Path base = dataFolder.toAbsolutePath().normalize().resolve("db").resolve("portcullis");
        if (base.toString().indexOf(';') >= 0) {
            throw new IllegalArgumentException("the data folder's path must not contain ';', got " + base);
        }
        return new StoreConfig(
                "jdbc:h2:file:" + base + H2_SETTINGS,
                "portcullis",
                "",
                CONNECTIONS,
                TIMEOUT,
                base.resolveSibling("portcullis.mv.db"));
    }

    /** A database that another process serves, such as PostgreSQL; its driver must be on the class path. */
    public static StoreConfig served(String url, String user, String password) {
        return new StoreConfig(url, user, password, CONNECTIONS, TIMEOUT, null);
    }

    /** Short, and without the password. */
    @Override
    public String toString() {
        int settings = url.indexOf(';');
        return (settings < 0 ? url : url.substring(0, settings)) + " as " + user;
    }
}
