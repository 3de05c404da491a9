package io.portcullis.host.doctor;

import io.portcullis.host.config.ConfigException;
import io.portcullis.host.config.ServerSettings;
import io.portcullis.host.server.ServerFile;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Optional;

/** Whether the HTTP port is free, or ours. */
final class PortCheck implements Check {
    private static final String NAME = "port";

    @Override
    public List<Finding> look(Premises premises) {
        if (premises.server().isEmpty()) {
            return List.of(Finding.warn(NAME, "not known: see settings", "etc/server.cfg", "mend it"));
        }
        int port = premises.server().map(ServerSettings::httpPort).orElseThrow();
        Optional<ServerFile> live;
        try {
            live = ServerFile.findLive(premises.home());
        } catch (ConfigException e) {
            return List.of(
                    Finding.warn(NAME, "not known: see server-file", "data/server.json", "a start writes it anew"));
        }
        if (live.isPresent()) {
            return List.of(Finding.ok(
                    NAME,
                    live.get().port() + " on 127.0.0.1 is held by the server, process "
                            + live.get().pid()));
        }
        if (port == 0) {
            return List.of(Finding.ok(NAME, "any free one on 127.0.0.1; data/server.json will name it"));
        }
        try (ServerSocket free = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return List.of(Finding.ok(NAME, free.getLocalPort() + " on 127.0.0.1 is free"));
        } catch (IOException e) {
            return List.of(Finding.fail(
                    NAME,
                    "port " + port + " on 127.0.0.1 is in use or may not be used",
                    "http.port in " + premises.home().etc().resolve("server.cfg"),
                    "set another one, or 0 for any free one"));
        }
    }
}
