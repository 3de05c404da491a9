package io.portcullis.host.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portcullis.store.StoreConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StoreSettingsTest {
    private static final String CANARY = "canary-of-the-coal-mine";

    @TempDir
    private Path folder;

    private Home home;

    @BeforeEach
    void locate() throws IOException {
        home = new Home(folder, folder.resolve("data"));
        Files.createDirectories(home.etc());
    }

    private StoreConfig read(String text) throws IOException {
        Files.writeString(home.etc().resolve("store.cfg"), text);
        return StoreSettings.read(home);
    }

    @Test
    void shouldUseTheEmbeddedFileWithoutAWord() {
        assertThat(StoreSettings.read(home)).isEqualTo(StoreConfig.embedded(home.data()));
    }

    @Test
    void shouldShipAFileThatSaysWhatTheDefaultsAre() throws IOException {
        Home shipped = new Home(Path.of("..", ".."), home.data());
        assertThat(shipped.etc().resolve("store.cfg")).exists();
        assertThat(StoreSettings.read(shipped)).isEqualTo(StoreConfig.embedded(home.data()));
        String file = Files.readString(shipped.etc().resolve("store.cfg"));
        assertThat(read(file.replace("store = h2", "store = postgresql"))).isEqualTo(read("store = postgresql"));
    }

    @Test
    void shouldHaveDefaultsForPostgres() throws IOException {
        StoreConfig config = read("store = postgresql");
        assertThat(config.url()).isEqualTo("jdbc:postgresql://127.0.0.1:5432/portcullis");
        assertThat(config.user()).isEqualTo("portcullis");
        assertThat(config.password()).isEmpty();
        assertThat(config.pool()).isEqualTo(new StoreConfig.Pool(4, Duration.ofSeconds(2)));
        assertThat(config.driver())
                .containsAllEntriesOf(Map.of("connectTimeout", "2", "socketTimeout", "10", "sslmode", "disable"));
        assertThat(config.driver().get("options"))
                .isEqualTo(
                        "-c statement_timeout=5000 -c lock_timeout=5000 -c idle_in_transaction_session_timeout=5000");
        assertThat(config.isEmbedded()).isFalse();
    }

    @Test
    void shouldMapEveryKey() throws IOException {
        secret("rw-------", CANARY + "\n");
        StoreConfig config = read("""
                store = postgresql
                host = db.example.org
                port = 6432
                database = history
                user = writer
                password.file = etc/secret
                tls = verify-full
                tls.ca.file = etc/ca.pem
                connections.max = 7
                connection.wait.millis = 300
                connect.timeout.seconds = 3
                answer.timeout.seconds = 4
                statement.timeout.millis = 2500
                """);
        assertThat(config.url()).isEqualTo("jdbc:postgresql://db.example.org:6432/history");
        assertThat(config.user()).isEqualTo("writer");
        assertThat(config.password()).isEqualTo(CANARY);
        assertThat(config.pool()).isEqualTo(new StoreConfig.Pool(7, Duration.ofMillis(300)));
        assertThat(config.driver())
                .containsAllEntriesOf(Map.of(
                        "connectTimeout", "3",
                        "socketTimeout", "4",
                        "sslmode", "verify-full",
                        "sslrootcert", folder.resolve("etc/ca.pem").toString()));
        assertThat(config.driver().get("options")).contains("statement_timeout=2500 ");
        assertThat(config.toString())
                .isEqualTo("jdbc:postgresql://db.example.org:6432/history as writer, TLS verify-full")
                .doesNotContain(CANARY);
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, disable",
        "127.8.8.8, disable",
        "localhost, disable",
        "LOCALHOST, disable",
        "::1, disable",
        "10.0.0.7, verify-full",
        "127.0.0.1.example.org, verify-full",
        "localhost.example.org, verify-full",
        "fe80::1, verify-full"
    })
    void shouldEncryptAndVerifyWhateverLeavesThisMachine(String host, String mode) throws IOException {
        assertThat(read("store = postgresql\nhost = " + host).driver()).containsEntry("sslmode", mode);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            stor = h2                              | unknown key stor; known are
            store = oracle                         | one of h2, postgresql
            host = db/other?sslmode=disable        | a host name or an address
            host = db:5432/x                       | a host name or an address
            host = db&x=y                          | a host name or an address
            database = x?user=postgres             | letters, digits
            database = ../x                        | letters, digits
            user = a b                             | letters, digits
            port = 0                               | from 1 to 65535
            tls = prefer                           | one of auto, verify-full
            connections.max = 1                    | from 2 to 100
            statement.timeout.millis = 5s          | from 100 to 600000
            """)
    void shouldRefuseAWrongLineNamingFileAndLine(String line, String why) {
        assertThatThrownBy(() -> read("# first\n\n" + line + "\n"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("store.cfg:3: ")
                .hasMessageContaining(why);
    }

    @Test
    void shouldRefuseToWaitForAnAnswerShorterThanAStatementMayTake() {
        assertThatThrownBy(
                        () -> read("store = postgresql\nanswer.timeout.seconds = 5\nstatement.timeout.millis = 5000\n"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("longer than a statement");
    }

    @Test
    void shouldRefuseAPasswordInTheFileItselfAndNotRepeatIt() {
        assertThatThrownBy(() -> read("store = postgresql\npassword = " + CANARY + "\n"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("store.cfg:2: ")
                .hasMessageContaining("password.file")
                .hasMessageNotContaining(CANARY);
        assertThatThrownBy(() -> read("store = postgresql\npassword.env = " + CANARY + "\n"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("password.env")
                .hasMessageNotContaining(CANARY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw----r--", "rwx------", "rw--w----"})
    void shouldRefuseAPasswordFileThatOthersCanUse(String permissions) throws IOException {
        secret(permissions, CANARY);
        assertThatThrownBy(() -> read("store = postgresql\npassword.file = etc/secret"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(permissions)
                .hasMessageContaining("it must be rw-------")
                .hasMessageNotContaining(CANARY);
    }

    @Test
    void shouldTakeThePasswordFromTheEnvironment() throws IOException {
        String path = System.getenv("PATH");
        assertThat(read("store = postgresql\npassword.env = PATH").password()).isEqualTo(path);
        secret("rw-------", CANARY);
        assertThatThrownBy(() -> read("store = postgresql\npassword.env = PATH\npassword.file = etc/secret"))
                .hasMessageContaining("keep one of the two");
    }

    @Test
    void shouldRefuseAPasswordFileThatIsMissingOrEmpty() throws IOException {
        assertThatThrownBy(() -> read("store = postgresql\npassword.file = etc/none"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("there is no password file");
        secret("rw-------", "\n");
        assertThatThrownBy(() -> read("store = postgresql\npassword.file = etc/secret"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("one line");
    }

    private void secret(String permissions, String content) throws IOException {
        Path file = Files.writeString(home.etc().resolve("secret"), content);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }
}
