package io.portcullis.host.config;

import java.time.Duration;
import java.util.List;

/**
 * etc/access.cfg: how people come in.
 *
 * @param session how long a login lasts
 * @param failures failed logins in a row of one name before it has to wait
 * @param failuresPerMinute failed logins a minute of all names together
 * @param passwordKib memory that hashing a password takes, KiB
 */
public record AccessSettings(Duration session, int failures, int failuresPerMinute, int passwordKib) {
    private static final int KIB_PER_MIB = 1024;
    private static final List<SettingKey> KEYS = List.of(
            SettingKey.whole("session.hours", 8, 1, 24),
            SettingKey.whole("login.failures.max", 5, 1, 100),
            SettingKey.whole("login.failures.per.minute.max", 60, 1, 10_000),
            // the least that OWASP's Password Storage Cheat Sheet has for two passes
            SettingKey.whole("login.hash.mebibytes", 19, 19, 256));

    /** Reads the file. */
    public static AccessSettings read(Home home) {
        Settings settings = Settings.read(home.etc().resolve("access.cfg"), KEYS);
        return new AccessSettings(
                Duration.ofHours(settings.whole("session.hours")),
                (int) settings.whole("login.failures.max"),
                (int) settings.whole("login.failures.per.minute.max"),
                (int) settings.whole("login.hash.mebibytes") * KIB_PER_MIB);
    }
}
