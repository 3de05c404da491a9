package io.portcullis.store;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Where the database is.
 *
 * @param url JDBC URL, made by our own code: nothing that a person typed stands in it unchecked
 * @param driver settings of the driver, by its own names; none of them a secret
 * @param user database user
 * @param password its password; empty for the embedded file, which the data folder's permissions protect
 * @param pool how many connections, and how long to wait for one
 * @param file the embedded database's file; null when another process serves the database
 */
public record StoreConfig(
        String url, SortedMap<String, String> driver, String user, String password, Pool pool, Path file) {
    /**
     * None of these rests on a default. WRITE_DELAY: with H2's own, acknowledged commits are lost on kill -9. AUTO_SERVER
     * would open a port. DB_CLOSE_ON_EXIT would close the file in a shutdown hook, under our feet. The trace file grows
     * without bound.
     */
    private static final String H2_SETTINGS = ";AUTO_SERVER=FALSE;IGNORE_UNKNOWN_SETTINGS=FALSE;FILE_LOCK=FS"
            + ";DB_CLOSE_ON_EXIT=FALSE;DB_CLOSE_DELAY=0;LOCK_TIMEOUT=10000;TRACE_LEVEL_FILE=0;TRACE_LEVEL_SYSTEM_OUT=0";

    private static final Duration PATIENT_STATEMENT = Duration.ofMinutes(10);
    private static final Duration PATIENT_ANSWER = Duration.ofMinutes(11);
    private static final String EMBEDDED_USER = "portcullis";

    /**
     * The pool.
     *
     * @param connectionsMax its size
     * @param patience how long a caller waits for a connection before it is told that there is none
     */
    public record Pool(int connectionsMax, Duration patience) {
        /** Four connections, two seconds. */
        public static final Pool DEFAULT = new Pool(4, Duration.ofSeconds(2));

        /** Refuses a pool without connections, and a wait that the pool cannot measure. */
        public Pool {
            if (connectionsMax < 1 || patience.toMillis() < 250) {
                throw new IllegalArgumentException("a pool needs at least 1 connection and 250 ms to wait for it, got "
                        + connectionsMax + " and " + patience);
            }
        }
    }

    /** Refuses a missing part. */
    public StoreConfig {
        Objects.requireNonNull(url, "url");
        Objects.requireNonNull(user, "user");
        Objects.requireNonNull(password, "password");
        Objects.requireNonNull(pool, "pool");
        driver = Collections.unmodifiableSortedMap(new TreeMap<>(driver));
    }

    /** The embedded database of a data folder, {@code db/portcullis.mv.db}. */
    public static StoreConfig embedded(Path dataFolder) {
        return h2(dataFolder.resolve("db").resolve("portcullis"), ";WRITE_DELAY=0");
    }

    /**
     * An embedded file that is filled in one go and worth nothing before that: it does not force every commit.
     *
     * @param base its path without {@code .mv.db}
     */
    static StoreConfig bulk(Path base) {
        return h2(base, ";WRITE_DELAY=1000");
    }

    private static StoreConfig h2(Path path, String writeDelay) {
        Path base = path.toAbsolutePath().normalize();
        if (base.toString().indexOf(';') >= 0) {
            throw new IllegalArgumentException("the data folder's path must not contain ';', got " + base);
        }
        return new StoreConfig(
                "jdbc:h2:file:" + base + writeDelay + H2_SETTINGS,
                new TreeMap<>(),
                EMBEDDED_USER,
                "",
                Pool.DEFAULT,
                base.resolveSibling(base.getFileName() + ".mv.db"));
    }

    /** A database that a PostgreSQL server keeps. */
    public static StoreConfig served(PostgresServer server, String user, String password, Pool pool) {
        return new StoreConfig(server.url(), server.driver(), user, password, pool, null);
    }

    /** The same for work that takes its time while nobody trades: whole tables are read and emptied. */
    StoreConfig patient() {
        if (isEmbedded()) {
            return this;
        }
        SortedMap<String, String> slow = new TreeMap<>(driver);
        slow.putAll(PostgresServer.waits(PATIENT_ANSWER, PATIENT_STATEMENT));
        return new StoreConfig(url, slow, user, password, pool, null);
    }

    /** True when the database is a file of this process. */
    public boolean isEmbedded() {
        return file != null;
    }

    /** Short, and without the password. */
    @Override
    public String toString() {
        int settings = url.indexOf(';');
        String tls = driver.containsKey(PostgresServer.SSL_MODE)
                ? ", TLS " + Map.of("disable", "off").getOrDefault(driver.get(PostgresServer.SSL_MODE), "verify-full")
                : "";
        return (settings < 0 ? url : url.substring(0, settings)) + " as " + user + tls;
    }
}
