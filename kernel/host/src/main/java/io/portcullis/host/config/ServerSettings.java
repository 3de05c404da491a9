package io.portcullis.host.config;

import java.util.List;

/**
 * etc/server.cfg: how the server runs.
 *
 * @param httpPort port of the HTTP API on 127.0.0.1; 0 picks a free one
 * @param profile dev or prod
 * @param durability what an acknowledged event survives
 * @param watchdogMillis longest evaluation before the venue channel is shut, milliseconds
 * @param idle how the threads wait when nothing happens
 * @param pluginPollMillis how often the plugin folders are looked at, milliseconds
 * @param pluginStartMillis how long one plugin may take to start, milliseconds
 * @param pluginFailuresMax how often in a row a plugin may fail before its former version is put back
 * @param orderAgeMillisMax how long after it was asked for an order may still leave, milliseconds
 * @param stallMillis how long the engine's thread may stand still before the venue channel is shut, milliseconds
 * @param diskReserveMegabytes below this much free space only exits and cancels pass, MiB
 */
public record ServerSettings(
        int httpPort,
        Profile profile,
        Durability durability,
        int watchdogMillis,
        Idle idle,
        int pluginPollMillis,
        int pluginStartMillis,
        int pluginFailuresMax,
        int orderAgeMillisMax,
        int stallMillis,
        long diskReserveMegabytes) {

    /** The same on another port. */
    public ServerSettings withHttpPort(int port) {
        return new ServerSettings(
                port,
                profile,
                durability,
                watchdogMillis,
                idle,
                pluginPollMillis,
                pluginStartMillis,
                pluginFailuresMax,
                orderAgeMillisMax,
                stallMillis,
                diskReserveMegabytes);
    }

    /** How careful the server is with what people save. */
    public enum Profile {
        /** A saved rule file is checked, staged and live at once; unsigned plugins are taken. */
        DEV,
        /** A saved rule file is a draft. */
        PROD;

        /** Inverts {@link #text()}. */
        public static Profile of(String text) {
            return text.equals("dev") ? DEV : PROD;
        }

        /** As written in files and on the command line. */
        public String text() {
            return this == DEV ? "dev" : "prod";
        }
    }

    /** What an acknowledged event survives. */
    public enum Durability {
        /** The end of the process, also by kill -9. */
        PROCESS,
        /** The loss of power: each acknowledgement waits for the disk. */
        POWER
    }

    /** How the threads wait when nothing happens. */
    public enum Idle {
        /** Parks; an idle server uses little. */
        ECONOMY,
        /** Spins; for machines with cores to spare. */
        LATENCY
    }

    private static final List<SettingKey> KEYS = List.of(
            SettingKey.whole("http.port", 8765, 0, 65535),
            SettingKey.choice("profile", "prod", "dev", "prod"),
            SettingKey.choice("log.durability", "process", "process", "power"),
            SettingKey.whole("watchdog.millis", 100, 1, 60_000),
            SettingKey.whole("watchdog.dev.millis", 1000, 1, 60_000),
            SettingKey.choice("idle", "economy", "economy", "latency"),
            SettingKey.whole("plugins.poll.millis", 250, 50, 60_000),
            SettingKey.whole("plugins.start.millis", 10_000, 100, 60_000),
            SettingKey.whole("plugins.failures.max", 3, 1, 1_000),
            SettingKey.whole("order.age.max.millis", 3000, 100, 60_000),
            SettingKey.whole("stall.millis", 1500, 100, 60_000),
            SettingKey.whole("disk.reserve.megabytes", 256, 1, 1_000_000));

    /**
     * Reads the file.
     *
     * @param home where it lies
     * @param asked the profile of the command line; null to take the file's
     */
    public static ServerSettings read(Home home, Profile asked) {
        Settings settings = Settings.read(home.etc().resolve("server.cfg"), KEYS);
        Profile profile = asked != null ? asked : Profile.of(settings.text("profile"));
        return new ServerSettings(
                (int) settings.whole("http.port"),
                profile,
                settings.text("log.durability").equals("power") ? Durability.POWER : Durability.PROCESS,
                (int) settings.whole(profile == Profile.DEV ? "watchdog.dev.millis" : "watchdog.millis"),
                settings.text("idle").equals("latency") ? Idle.LATENCY : Idle.ECONOMY,
                (int) settings.whole("plugins.poll.millis"),
                (int) settings.whole("plugins.start.millis"),
                (int) settings.whole("plugins.failures.max"),
                (int) settings.whole("order.age.max.millis"),
                (int) settings.whole("stall.millis"),
                settings.whole("disk.reserve.megabytes"));
    }
}
