package io.portcullis.host.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "logout", description = "End the login and delete its token file.")
final class LogoutCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private ServerOption data;

    @Mixin
    private JsonOption json;

    LogoutCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        ServerClient server = data.server();
        if (server.credential().source().equals(data.home().adminToken())) {
            throw new CommandFailure(
                    ExitCode.FAILED, "you are not logged in; the admin token of the data folder has no end");
        }
        try {
            server.post("/v1/logout", Map.of());
        } finally {
            // a token that the server does not take is of no use either
            Files.deleteIfExists(server.credential().source());
        }
        if (json.isOn()) {
            terminal.json(Map.of("loggedOut", true));
        } else {
            terminal.line("logged out");
        }
        return ExitCode.OK.number();
    }
}
