package io.portcullis.host.doctor;

import io.portcullis.host.config.ConfigException;
import io.portcullis.host.config.Home;
import io.portcullis.host.config.ServerSettings;
import io.portcullis.host.config.ServerSettings.Profile;
import java.time.Duration;
import java.util.Optional;

/**
 * Where a server is to stand, or stands.
 *
 * @param home its folders
 * @param profile the profile that it runs in; of the settings, unless the command line says otherwise
 * @param server etc/server.cfg; empty when it cannot be read, which a check says
 * @param machine what is beneath
 * @param serving true when this very process is the server
 * @param patience how long a look that waits for others may take
 */
public record Premises(
        Home home,
        Profile profile,
        Optional<ServerSettings> server,
        Machine machine,
        boolean serving,
        Duration patience) {
    private static final Duration UNHURRIED = Duration.ofSeconds(3);
    private static final Duration HURRIED = Duration.ofMillis(200);

    /** Before a start, in the process that is to be the server; in a hurry. */
    public static Premises beforeStart(Home home, ServerSettings server) {
        return new Premises(home, server.profile(), Optional.of(server), new OwnMachine(), false, HURRIED);
    }

    /** From within a server. */
    public static Premises ofServer(Home home, ServerSettings server) {
        return new Premises(home, server.profile(), Optional.of(server), new OwnMachine(), true, UNHURRIED);
    }

    /**
     * For somebody who asks without a server.
     *
     * @param asked the profile that is meant; null for that of the settings
     */
    public static Premises at(Home home, Profile asked) {
        try {
            ServerSettings server = ServerSettings.read(home, asked);
            return new Premises(home, server.profile(), Optional.of(server), new OwnMachine(), false, UNHURRIED);
        } catch (ConfigException e) {
            Profile profile = asked == null ? Profile.PROD : asked;
            return new Premises(home, profile, Optional.empty(), new OwnMachine(), false, UNHURRIED);
        }
    }

    /** True in profile prod. */
    boolean isProd() {
        return profile == Profile.PROD;
    }
}
