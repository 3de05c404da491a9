package io.portcullis.host.doctor;

import io.portcullis.host.config.ConfigException;
import io.portcullis.host.server.ServerFile;
import java.util.List;
import java.util.Optional;

/** Whether data/server.json speaks of a server that lives. */
final class ServerFileCheck implements Check {
    private static final String NAME = "server-file";

    @Override
    public List<Finding> look(Premises premises) {
        try {
            Optional<ServerFile> file = ServerFile.read(premises.home());
            if (file.isEmpty()) {
                return List.of(Finding.ok(NAME, "no server runs on this data folder"));
            }
            return ServerFile.findLive(premises.home()).isPresent()
                    ? List.of(Finding.ok(NAME, "process " + file.get().pid() + " serves this data folder"))
                    : List.of(Finding.warn(
                            NAME,
                            "left behind by process " + file.get().pid() + ", which is gone: it did not end by itself",
                            premises.home().serverFile().toString(),
                            "nothing to do: the next start recovers; logs/ may say why it ended"));
        } catch (ConfigException e) {
            return List.of(Finding.warn(
                    NAME,
                    e.getMessage(),
                    premises.home().serverFile().toString(),
                    "delete it when no server runs there"));
        }
    }
}
