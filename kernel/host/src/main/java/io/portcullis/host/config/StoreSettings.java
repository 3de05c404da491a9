package io.portcullis.host.config;

import io.portcullis.store.PostgresServer;
import io.portcullis.store.StoreConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** etc/store.cfg: which database the log is projected into. */
public final class StoreSettings {
    private static final String FILE = "store.cfg";
    private static final String POSTGRES = "postgresql";

    private static final List<SettingKey> KEYS = List.of(
            SettingKey.choice("store", "h2", "h2", POSTGRES),
            new SettingKey("host", "127.0.0.1", "a host name or an address", PostgresServer::isHost),
            SettingKey.whole("port", 5432, 1, 65_535),
            new SettingKey("database", "portcullis", "letters, digits, '_', '.', '-'", PostgresServer::isName),
            new SettingKey("user", "portcullis", "letters, digits, '_', '.', '-'", PostgresServer::isName),
            SettingKey.text("password.file", "", ".*", "a file"),
            SettingKey.text("password.env", "", ".*", "the name of an environment variable"),
            SettingKey.choice("tls", "auto", "auto", "verify-full"),
            SettingKey.text("tls.ca.file", "", ".*", "a file"),
            SettingKey.whole("connections.max", 4, 2, 100),
            SettingKey.whole("connection.wait.millis", 2_000, 250, 60_000),
            SettingKey.whole("connect.timeout.seconds", 2, 1, 60),
            SettingKey.whole("answer.timeout.seconds", 10, 1, 600),
            SettingKey.whole("statement.timeout.millis", 5_000, 100, 600_000));

    private StoreSettings() {}

    /**
     * Reads the file.
     *
     * @throws ConfigException on an unknown key, a wrong value, or a password that others can read, naming file and line
     */
    public static StoreConfig read(Home home) {
        Path file = home.etc().resolve(FILE);
        Secret.refuseInFile(file, "password");
        Settings settings = Settings.read(file, KEYS);
        if (!settings.text("store").equals(POSTGRES)) {
            return StoreConfig.embedded(home.data());
        }
        try {
            return StoreConfig.served(
                    server(home, settings),
                    settings.text("user"),
                    Secret.of(file, home.root(), settings.text("password.file"), settings.text("password.env")),
                    new StoreConfig.Pool(
                            (int) settings.whole("connections.max"),
                            Duration.ofMillis(settings.whole("connection.wait.millis"))));
        } catch (IllegalArgumentException e) {
            throw new ConfigException(file + ": " + e.getMessage(), e);
        }
    }

    private static PostgresServer server(Home home, Settings settings) {
        String authorities = settings.text("tls.ca.file");
        return new PostgresServer(
                settings.text("host"),
                (int) settings.whole("port"),
                settings.text("database"),
                settings.text("tls").equals("auto") ? PostgresServer.Tls.AUTO : PostgresServer.Tls.VERIFY_FULL,
                authorities.isEmpty() ? null : home.root().resolve(authorities),
                Duration.ofSeconds(settings.whole("connect.timeout.seconds")),
                Duration.ofSeconds(settings.whole("answer.timeout.seconds")),
                Duration.ofMillis(settings.whole("statement.timeout.millis")));
    }
}
