package io.portcullis.host.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "approve",
        description =
                "Approve a pack that somebody else put forward; it judges from the next order on. The same as 'requests"
                        + " approve'.")
final class ApproveCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private ServerOption data;

    @Mixin
    private JsonOption json;

    @Parameters(paramLabel = "ID", description = "the request, such as R17")
    private String request;

    ApproveCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        JsonNode answer = RequestsCommand.approve(data.server(), request);
        if (json.isOn()) {
            terminal.json(answer);
        } else {
            terminal.line(RequestsCommand.line(answer));
        }
        return ExitCode.OK.number();
    }
}
