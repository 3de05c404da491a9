package io.portcullis.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.h2.api.ErrorCode;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The database: its pool of connections and its schema. Thread-safe.
 *
 * <p>It may be away at any time, and come back: {@link #jdbi()} opens it when it is not open and throws {@link StoreException}
 * when it cannot be. An embedded file that turns out to be corrupt, or whose schema is half made because the process was killed over
 * it, is set aside and replaced by an empty one, because the log rebuilds it.
 */
public final class Store implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Store.class);

    private static final long VALIDATION_MILLIS_MAX = 1_000;

    /** All tables that the log fills, in no particular order: there are no foreign keys to respect. */
    static final List<String> PROJECTED = List.of(
            "sessions",
            "decisions",
            "decision_reasons",
            "orders",
            "fills",
            "corporate_actions",
            "positions",
            "equity_days",
            "trading_states");

    private final StoreConfig config;
    private final ReentrantLock opening = new ReentrantLock();
    private volatile HikariDataSource pool;
    private volatile Jdbi jdbi;
    private volatile boolean disconnected;

    private Store(StoreConfig config) {
        this.config = config;
    }

    /** A store that is open and migrated; {@link StoreException} when that does not work. */
    public static Store open(StoreConfig config) {
        Store store = deferred(config);
        store.jdbi();
        return store;
    }

    /** A store that is opened at its first use, so that a server starts without its database. */
    public static Store deferred(StoreConfig config) {
        return new Store(config);
    }

    /** Questions to this store. */
    public Queries queries() {
        return new Queries(this);
    }

    /** Lets go of the database until {@link #reconnect()}; whoever needs it meanwhile is told so. */
    public void disconnect() {
        disconnected = true;
        shut();
    }

    /** Allows the database to be opened again, at its next use. */
    public void reconnect() {
        disconnected = false;
    }

    @Override
    public void close() {
        disconnect();
    }

    /** Throws the projection away; a projector then rebuilds it from the log. */
    public void clear() {
        jdbi().useTransaction(handle -> {
            PROJECTED.forEach(table -> handle.execute("DELETE FROM " + table));
            handle.execute(
                    "UPDATE projection_position SET applied_position = ?, tail_from = ?, tail_digest = '', doubt = ''",
                    Projection.NOTHING_APPLIED,
                    Projection.NOTHING_APPLIED);
        });
    }

    /** Something went wrong: an embedded file that has closed itself is opened anew at its next use. */
    void failed() {
        if (config.isEmbedded() && !disconnected) {
            shut();
        }
    }

    StoreConfig config() {
        return config;
    }

    /** The open database. Whoever comes while another one opens it waits no longer than for a connection. */
    Jdbi jdbi() {
        Jdbi open = jdbi;
        if (open != null && !disconnected) {
            return open;
        }
        boolean mine = false;
        try {
            mine = opening.tryLock(config.pool().patience().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!mine) {
            throw new StoreException("the database is just being opened: " + config, null);
        }
        try {
            return opened();
        } finally {
            opening.unlock();
        }
    }

    private Jdbi opened() {
        if (disconnected) {
            throw new StoreException("the database is disconnected: " + config, null);
        }
        if (jdbi == null) {
            try {
                connect();
            } catch (RuntimeException e) {
                shut();
                reopenWithout(e);
            }
        }
        Jdbi open = jdbi;
        if (disconnected || open == null) { // while it was being opened
            shut();
            throw new StoreException("the database is disconnected: " + config, null);
        }
        return open;
    }

    private void reopenWithout(RuntimeException failure) {
        if (!config.isEmbedded() || !isCorrupt(failure) && !isHalfMade(failure)) {
            throw cannotOpen(failure);
        }
        try {
            setAside(config.file(), Failures.line(failure));
            connect();
        } catch (IOException | RuntimeException e) {
            shut();
            e.addSuppressed(failure);
            throw cannotOpen(e);
        }
    }

    private StoreException cannotOpen(Exception cause) {
        return new StoreException("cannot open the database " + config + ": " + Failures.line(cause), cause);
    }

    private void connect() {
        HikariDataSource opened = new HikariDataSource(poolSettings());
        pool = opened;
        Flyway.configure(Store.class.getClassLoader())
                .dataSource(opened)
                .locations("classpath:io/portcullis/store/migration")
                .failOnMissingLocations(true)
                .validateMigrationNaming(true)
                .cleanDisabled(true)
                .load()
                .migrate();
        jdbi = Jdbi.create(opened);
    }

    private HikariConfig poolSettings() {
        HikariConfig settings = new HikariConfig();
        settings.setPoolName("store");
        settings.setJdbcUrl(config.url());
        settings.setUsername(config.user());
        settings.setPassword(config.password());
        config.driver().forEach(settings::addDataSourceProperty);
        settings.setMaximumPoolSize(config.pool().connectionsMax());
        settings.setMinimumIdle(1);
        settings.setConnectionTimeout(config.pool().patience().toMillis());
        settings.setValidationTimeout(Math.min(config.pool().patience().toMillis(), VALIDATION_MILLIS_MAX));
        settings.setAutoCommit(true);
        return settings;
    }

    private void shut() {
        HikariDataSource open = pool;
        jdbi = null;
        pool = null;
        if (open != null) {
            open.close();
        }
    }

    private static boolean isCorrupt(RuntimeException failure) {
        return hasCode(failure, ErrorCode.FILE_CORRUPTED_1);
    }

    private static boolean hasCode(Throwable failure, int code) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getErrorCode() == code) {
                return true;
            }
        }
        return false;
    }

    /** What makes tables is not undone in H2 when it is cut off, and the next start finds tables of which no migration knows. */
    private static boolean isHalfMade(RuntimeException failure) {
        return failure instanceof FlywayValidateException || hasCode(failure, ErrorCode.TABLE_OR_VIEW_ALREADY_EXISTS_1);
    }

    private static void setAside(Path file, String why) throws IOException {
        Path aside = null;
        for (int n = 1; aside == null || Files.exists(aside); n++) {
            aside = file.resolveSibling(file.getFileName() + ".corrupt-" + n);
        }
        Files.move(file, aside);
        LOG.warn("the database file {} is of no use: {}; it is now {} and is rebuilt from the log", file, why, aside);
    }
}
