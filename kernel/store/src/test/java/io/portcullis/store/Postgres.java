package io.portcullis.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;

/** A real PostgreSQL server for tests: one that all share, or one of a test's own that may be killed and started again. */
final class Postgres implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final AtomicInteger DATABASES = new AtomicInteger();
    private static Postgres shared;

    private final Path data;
    private final EmbeddedPostgres server;

    private Postgres(Path data) {
        this.data = data;
        try {
            server = EmbeddedPostgres.builder()
                    .setDataDirectory(data)
                    .setPGStartupWait(Duration.ofSeconds(60))
                    .setServerConfig("fsync", "off")
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Started once and stopped with the test's process. */
    static synchronized Postgres shared() {
        if (shared == null) {
            try {
                shared = own(Files.createTempDirectory("portcullis-postgres"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            Runtime.getRuntime().addShutdownHook(new Thread(shared::close));
        }
        return shared;
    }

    /** One that keeps its data in a folder. */
    static Postgres own(Path folder) {
        return new Postgres(folder.resolve("pg"));
    }

    int port() {
        return server.getPort();
    }

    /** A new, empty database, with waits that a test can sit out. */
    StoreConfig database() {
        return database(port());
    }

    /** The same through another port, where a proxy listens. */
    StoreConfig database(int throughPort) {
        String name = "test_" + DATABASES.incrementAndGet();
        execute("postgres", "CREATE DATABASE " + name);
        return config(throughPort, name);
    }

    static StoreConfig config(int port, String name) {
        PostgresServer place = new PostgresServer(
                "127.0.0.1",
                port,
                name,
                PostgresServer.Tls.AUTO,
                null,
                Duration.ofSeconds(1),
                Duration.ofSeconds(3),
                Duration.ofMillis(2_500));
        return StoreConfig.served(
                place, "postgres", "", new StoreConfig.Pool(4, Duration.ofMillis(1_500)));
    }

    static String name(StoreConfig config) {
        return config.url().substring(config.url().lastIndexOf('/') + 1);
    }

    void execute(String database, String sql) {
        try (Connection connection = server.getDatabase("postgres", database).getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** kill -9 of the server, as a machine's crash would look from here, and a start on what it left. */
    void crashAndStartAgain() throws IOException, InterruptedException {
        long pid = Long.parseLong(
                Files.readAllLines(data.resolve("postmaster.pid")).get(0).strip());
        ProcessHandle postmaster = ProcessHandle.of(pid).orElseThrow();
        List<ProcessHandle> children = postmaster.descendants().toList();
        Path programs = Path.of(postmaster.info().command().orElseThrow()).getParent();
        postmaster.destroyForcibly();
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> !postmaster.isAlive() && children.stream().noneMatch(ProcessHandle::isAlive));
        List<String> command = new ArrayList<>();
        if (System.getProperty("user.name").equals("root")) { // PostgreSQL does not run as root; it is somebody else there
            command.addAll(List.of("unshare", "-U"));
        }
        command.addAll(List.of(
                programs.resolve("pg_ctl").toString(),
                "restart", // the one that starts with the options of before
                "-D",
                data.toString(),
                "-w",
                "-l",
                data.resolve("restart.log").toString()));
        Process restart = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(data.resolve("pg_ctl.log").toFile())
                .start();
        assertThat(restart.waitFor()).as(Files.readString(data.resolve("pg_ctl.log"))).isZero();
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
