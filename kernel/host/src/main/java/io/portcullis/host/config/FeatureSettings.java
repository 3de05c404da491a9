package io.portcullis.host.config;

import io.portcullis.signals.feature.RedisAccess;
import io.portcullis.signals.feature.Retention;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * etc/features.cfg: where the values of features are kept.
 *
 * @param redis empty when they are kept in memory alone
 * @param retention how long
 * @param recording whether market events and instants are recorded
 */
public record FeatureSettings(Optional<RedisAccess> redis, Retention retention, boolean recording) {
    private static final String FILE = "features.cfg";
    private static final String REDIS = "redis";
    private static final String HOST = "[A-Za-z0-9._:-]{1,253}";
    private static final String LOOPBACK = "localhost|127(\\.\\d{1,3}){3}|::1";

    private static final List<SettingKey> KEYS = List.of(
            SettingKey.choice("store", "memory", "memory", REDIS),
            SettingKey.whole("versions", 128, 1, 100_000),
            SettingKey.whole("stale.after.seconds", 120, 1, 86_400),
            SettingKey.whole("ttl.hours", 96, 24, 8_784),
            SettingKey.text("host", "127.0.0.1", HOST, "a host name or an address"),
            SettingKey.whole("port", 6_379, 1, 65_535),
            SettingKey.text("user", "", "[A-Za-z0-9_.-]*", "letters, digits, '_', '.', '-'"),
            SettingKey.text("password.file", "", ".*", "a file"),
            SettingKey.text("password.env", "", ".*", "the name of an environment variable"),
            SettingKey.choice("tls", "auto", "auto", "verify-full"),
            SettingKey.text("tls.ca.file", "", ".*", "a file"),
            SettingKey.whole("timeout.millis", 500, 50, 10_000),
            SettingKey.choice("recording", "off", "on", "off"));

    /**
     * Reads the file.
     *
     * @throws ConfigException on an unknown key, a wrong value, or a password that others can read, naming file and line
     */
    public static FeatureSettings read(Home home) {
        var file = home.etc().resolve(FILE);
        Secret.refuseInFile(file, "password");
        Settings settings = Settings.read(file, KEYS);
        boolean redis = settings.text("store").equals(REDIS);
        return new FeatureSettings(
                redis ? Optional.of(access(home, settings)) : Optional.empty(),
                new Retention(
                        (int) settings.whole("versions"),
                        Duration.ofSeconds(settings.whole("stale.after.seconds"))
                                .toNanos(),
                        Duration.ofHours(settings.whole("ttl.hours")).toNanos()),
                settings.text("recording").equals("on"));
    }

    private static RedisAccess access(Home home, Settings settings) {
        String host = settings.text("host");
        String authorities = settings.text("tls.ca.file");
        return new RedisAccess(
                host,
                (int) settings.whole("port"),
                settings.text("user"),
                Secret.of(
                        home.etc().resolve(FILE),
                        home.root(),
                        settings.text("password.file"),
                        settings.text("password.env")),
                settings.text("tls").equals("verify-full") || !host.matches(LOOPBACK),
                authorities.isEmpty() ? null : home.root().resolve(authorities),
                Duration.ofMillis(settings.whole("timeout.millis")));
    }
}
