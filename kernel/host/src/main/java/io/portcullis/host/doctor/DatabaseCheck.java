package io.portcullis.host.doctor;

import io.portcullis.host.config.ConfigException;
import io.portcullis.host.config.Home;
import io.portcullis.host.config.StoreSettings;
import io.portcullis.store.DatabaseProbe;
import io.portcullis.store.StoreConfig;
import java.util.List;

/** Whether the database of etc/store.cfg answers. No reason not to start: orders go on without it. */
final class DatabaseCheck implements Check {
    private static final String NAME = "database";

    @Override
    public List<Finding> look(Premises premises) {
        Home home = premises.home();
        StoreConfig config;
        try {
            config = StoreSettings.read(home);
        } catch (ConfigException e) {
            return List.of(Finding.warn(NAME, "not known: see settings", "etc/store.cfg", "mend it"));
        }
        if (config.isEmbedded()) {
            return List.of(Finding.ok(NAME, "a file in the data folder"));
        }
        String problem = DatabaseProbe.problem(config);
        return List.of(
                problem.isEmpty()
                        ? Finding.ok(NAME, config + " answers")
                        : Finding.warn(
                                NAME,
                                config + " cannot be used: " + problem,
                                home.etc().resolve("store.cfg").toString(),
                                "mend it, or start all the same: orders go on, and the database catches up once it answers"));
    }
}
