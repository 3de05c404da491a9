package io.portcullis.host.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "requests",
        description = "Show what takes a second person, and answer it. Takes the server.",
        synopsisSubcommandLabel = "COMMAND")
final class RequestsCommand implements Runnable {
    private final Terminal terminal;

    @Spec
    private CommandSpec spec;

    RequestsCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "one of approve, list, refuse is missing");
    }

    @Command(name = "list", description = "Show what waits, who asked for it and why.")
    int list(@Mixin ServerOption data, @Mixin JsonOption json) {
        JsonNode view = data.server().get("/v1/requests");
        if (json.isOn()) {
            terminal.json(view);
            return ExitCode.OK.number();
        }
        TextTable table = new TextTable("REQUEST", "KIND", "BY", "UNTIL", "REASON");
        view.path("requests")
                .forEach(each -> table.add(
                        each.path("id").asText(),
                        each.path("kind").asText(),
                        each.path("by").asText(),
                        each.path("expires").asText(),
                        each.path("reason").asText()));
        if (view.path("requests").isEmpty()) {
            terminal.line("nothing waits");
        } else {
            table.lines().forEach(terminal::line);
        }
        for (JsonNode each : view.path("requests")) {
            terminal.line("");
            terminal.line(each.path("id").asText() + ":");
            each.path("what").asText().lines().forEach(line -> terminal.line("  " + line));
        }
        return ExitCode.OK.number();
    }

    @Command(name = "approve", description = "Approve what somebody else asked for; it is done at once.")
    int approve(
            @Mixin ServerOption data,
            @Mixin JsonOption json,
            @Parameters(paramLabel = "ID", description = "the request, such as R17") String request) {
        return show(approve(data.server(), request), json);
    }

    @Command(name = "refuse", description = "Refuse what somebody else asked for, or take back what you asked for.")
    int refuse(
            @Mixin ServerOption data,
            @Mixin JsonOption json,
            @Parameters(paramLabel = "ID", description = "the request, such as R17") String request,
            @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "why") String reason) {
        return show(data.server().post("/v1/requests/refuse", Map.of("request", request, "reason", reason)), json);
    }

    private int show(JsonNode answer, JsonOption json) {
        if (json.isOn()) {
            terminal.json(answer);
        } else {
            terminal.line(line(answer));
        }
        return ExitCode.OK.number();
    }

    static JsonNode approve(ServerClient server, String request) {
        return server.post("/v1/requests/approve", Map.of("request", request), PackText.ANSWER_MAX);
    }

    static String line(JsonNode answer) {
        return answer.path("request").asText() + " " + answer.path("outcome").asText() + ": "
                + answer.path("done").asText();
    }
}
