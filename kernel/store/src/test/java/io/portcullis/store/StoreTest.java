package io.portcullis.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

final class StoreTest {
    @TempDir
    Path folder;

    @Test
    void shouldNotRestOnDefaultsThatLoseCommitsOrOpenPorts() {
        try (Store store = Store.open(StoreConfig.embedded(folder))) {
            store.jdbi().useHandle(handle -> {
                assertThat(setting(handle, "WRITE_DELAY")).isNotEmpty().containsOnly("0");
                assertThat(setting(handle, "DB_CLOSE_DELAY")).isNotEmpty().containsOnly("0");
            });
        }
        assertThat(StoreConfig.embedded(folder).url())
                .contains(";AUTO_SERVER=FALSE")
                .contains(";IGNORE_UNKNOWN_SETTINGS=FALSE")
                .contains(";DB_CLOSE_ON_EXIT=FALSE");
    }

    private static List<String> setting(Handle handle, String name) {
        return handle.createQuery("SELECT setting_value FROM information_schema.settings WHERE setting_name = :name")
                .bind("name", name)
                .mapTo(String.class)
                .list();
    }

    @Test
    void shouldRefuseADataFolderThatWouldEndTheUrl() {
        assertThatThrownBy(() -> StoreConfig.embedded(folder.resolve("a;INIT=DROP ALL OBJECTS")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("';'");
    }

    @Test
    void shouldNotShowItsPassword() {
        assertThat(served("secret-word").toString()).doesNotContain("secret-word");
    }

    @Test
    void shouldSayWhichDatabaseCannotBeOpened() {
        assertThatThrownBy(() -> Store.open(served("secret-word")))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("jdbc:postgresql://127.0.0.1:1/nosuch as me")
                .hasMessageNotContaining("secret-word");
    }

    private static StoreConfig served(String password) {
        PostgresServer nobody = new PostgresServer(
                "127.0.0.1",
                1,
                "nosuch",
                PostgresServer.Tls.AUTO,
                null,
                Duration.ofSeconds(1),
                Duration.ofSeconds(2),
                Duration.ofSeconds(1));
        return StoreConfig.served(nobody, "me", password, StoreConfig.Pool.DEFAULT);
    }

    @Test
    void shouldNotTouchTheDiskBeforeItsFirstUseWhenDeferred() {
        try (Store store = Store.deferred(StoreConfig.embedded(folder))) {
            assertThat(folder.resolve("db")).doesNotExist();
            assertThat(store.queries().positions().asOfPosition()).isEqualTo(Projection.NOTHING_APPLIED);
            assertThat(folder.resolve("db")).exists();
        }
    }

    @Test
    void shouldSetACorruptFileAsideAndStartEmpty() throws IOException {
        Path file = folder.resolve("db").resolve("portcullis.mv.db");
        Files.createDirectories(file.getParent());
        Files.write(file, "this was a database once".repeat(1_000).getBytes(StandardCharsets.UTF_8));
        try (Store store = Store.open(StoreConfig.embedded(folder))) {
            assertThat(store.queries().positions().asOfPosition()).isEqualTo(Projection.NOTHING_APPLIED);
        }
        assertThat(file.resolveSibling("portcullis.mv.db.corrupt-1")).content().startsWith("this was a database once");
    }

    /** As a process leaves it that is killed while it makes the tables, and, behind that, one that has noticed. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void shouldSetAHalfMadeSchemaAsideAndStartEmpty(int startsThatFailed) throws Exception {
        Path file = folder.resolve("db").resolve("portcullis.mv.db");
        StoreConfig config = StoreConfig.embedded(folder);
        Files.createDirectories(file.getParent());
        Flyway flyway = Flyway.configure(Store.class.getClassLoader())
                .dataSource(config.url(), config.user(), config.password())
                .locations("classpath:io/portcullis/store/migration")
                .baselineVersion("0")
                .load();
        flyway.baseline();
        try (Connection connection = DriverManager.getConnection(config.url(), config.user(), config.password())) {
            connection.createStatement().execute("CREATE TABLE projection_position (applied_position BIGINT)");
        }
        if (startsThatFailed > 0) {
            assertThatThrownBy(flyway::migrate).hasMessageContaining("already exists");
        }
        try (Store store = Store.open(config)) {
            assertThat(store.queries().positions().asOfPosition()).isEqualTo(Projection.NOTHING_APPLIED);
        }
        assertThat(file.resolveSibling("portcullis.mv.db.corrupt-1")).exists();
    }

    @Test
    void shouldKeepItsRowsOverReopening() {
        try (Store store = Store.open(StoreConfig.embedded(folder))) {
            store.jdbi().useHandle(handle -> handle.execute("UPDATE projection_position SET applied_position = 42"));
        }
        try (Store store = Store.open(StoreConfig.embedded(folder))) {
            assertThat(store.queries().positions().asOfPosition()).isEqualTo(42);
        }
    }

    @Test
    void shouldAnswerAgainAfterAReaderWasInterrupted() throws InterruptedException {
        try (Store store = Store.open(StoreConfig.embedded(folder))) {
            Thread reader = new Thread(() -> {
                Thread.currentThread().interrupt();
                try {
                    store.queries().equityCurve();
                } catch (RuntimeException e) {
                    LoggerFactory.getLogger(StoreTest.class).debug("an interrupted reader may go without an answer", e);
                }
            });
            reader.start();
            reader.join();
            assertThat(store.queries().positions().asOfPosition()).isEqualTo(Projection.NOTHING_APPLIED);
        }
    }
}
