package io.portcullis.host.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "resume",
        description =
                "Lift a kill or a reduce-only state; in profile prod ask for it. Takes the server, and a role that may.")
final class ResumeCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private ServerOption data;

    @Mixin
    private JsonOption json;

    @Mixin
    private ScopeOption scope;

    @Option(names = "--reason", paramLabel = "TEXT", defaultValue = "", description = "why; needed in profile prod")
    private String reason;

    ResumeCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        JsonNode answer =
                data.server().post("/v1/resume", Map.of("scope", scope.value().toString(), "reason", reason));
        String request = answer.path("request").asText();
        if (json.isOn()) {
            terminal.json(answer);
        } else {
            terminal.line("resume " + answer.path("scope").asText() + ": now "
                    + answer.path("state").asText()
                    + (request.isEmpty() ? "" : "; waits for somebody else: portcullis requests approve " + request));
        }
        return (request.isEmpty() ? ExitCode.OK : ExitCode.FAILED).number();
    }
}
