package io.portcullis.host.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "flatten",
        description = "Close every position in a scope, also where it is killed; in profile prod ask for it.")
final class FlattenCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private ServerOption data;

    @Mixin
    private JsonOption json;

    @Mixin
    private ScopeOption scope;

    @Option(names = "--reason", paramLabel = "TEXT", required = true, description = "why; recorded in the log")
    private String reason;

    FlattenCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        JsonNode answer =
                data.server().post("/v1/flatten", Map.of("scope", scope.value().toString(), "reason", reason));
        String request = answer.path("request").asText();
        if (json.isOn()) {
            terminal.json(answer);
        } else {
            terminal.line(words(answer, request));
        }
        return (request.isEmpty() ? ExitCode.OK : ExitCode.FAILED).number();
    }

    private static String words(JsonNode answer, String request) {
        return "flatten " + answer.path("scope").asText() + ": "
                + (request.isEmpty()
                        ? answer.path("exits").asLong() + " exits work"
                        : "waits for somebody else: portcullis requests approve " + request)
                + "; " + answer.path("held").asLong() + " positions are held, "
                + answer.path("uncovered").asLong() + " of them no order closes";
    }
}
