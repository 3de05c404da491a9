package io.portcullis.host.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "whoami", description = "Show in whose name commands are sent, and what they may do.")
final class WhoAmICommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private ServerOption data;

    @Mixin
    private JsonOption json;

    WhoAmICommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        ServerClient server = data.server();
        JsonNode self = server.get("/v1/whoami");
        if (json.isOn()) {
            terminal.json(self);
        } else {
            terminal.line(UsersCommand.row(self).stripTrailing() + "  ("
                    + server.credential().source() + ")");
        }
        return ExitCode.OK.number();
    }
}
