package io.portcullis.host.doctor;

import io.portcullis.host.config.ServerSettings;
import io.portcullis.host.config.ServerSettings.Durability;
import java.util.List;

/** What the profile and the durability mean, in words: nobody shall find out afterwards. */
final class ProfileCheck implements Check {
    @Override
    public List<Finding> look(Premises premises) {
        Finding profile = premises.isProd()
                ? Finding.ok("profile", "prod: a saved rule file is a draft; a start is refused when a check fails")
                : Finding.ok(
                        "profile",
                        "dev: a saved rule file judges within 2 s; failed checks do not keep it from starting");
        return premises.server()
                .map(server -> List.of(profile, durability(premises, server)))
                .orElse(List.of(profile));
    }

    private static Finding durability(Premises premises, ServerSettings server) {
        if (server.durability() == Durability.POWER) {
            return Finding.ok(
                    "durability",
                    "power: an acknowledged order survives a loss of power, as far as the disk keeps its word");
        }
        String what = "process: an acknowledged order survives kill -9, not a loss of power";
        return premises.isProd()
                ? Finding.warn(
                        "durability",
                        what,
                        "log.durability in " + premises.home().etc().resolve("server.cfg"),
                        "power, unless another machine holds the log as well")
                : Finding.ok("durability", what);
    }
}
