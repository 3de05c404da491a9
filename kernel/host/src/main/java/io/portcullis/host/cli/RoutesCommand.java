package io.portcullis.host.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.portcullis.host.server.RouteView;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "routes",
        description = "Show every route file with its state, and why when it does not run as it is saved.",
        synopsisSubcommandLabel = "[COMMAND]",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:every file runs as it is saved",
            "1:a file is BROKEN, or the folder cannot be read",
            "3:no server runs on the data folder"
        })
final class RoutesCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private ServerOption ownData;

    @Mixin
    private JsonOption ownJson;

    RoutesCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        return list(ownData, ownJson);
    }

    @Command(name = "list", description = "The same.")
    int list(@Mixin ServerOption data, @Mixin JsonOption json) {
        JsonNode answer = data.server().get("/v1/routes");
        if (json.isOn()) {
            terminal.json(answer);
        } else {
            print(answer);
        }
        return (isSound(answer) ? ExitCode.OK : ExitCode.FAILED).number();
    }

    private void print(JsonNode answer) {
        TextTable table = new TextTable("FILE", "STATE", "COMPLETED", "FAILED", "REASON");
        for (JsonNode route : answer.path("routes")) {
            table.add(
                    route.path("name").asText(),
                    route.path("state").asText(),
                    route.path("exchanges").asText(),
                    route.path("failures").asText(),
                    reason(route));
        }
        table.lines().forEach(terminal::line);
        String problem = answer.path("problem").asText();
        if (!problem.isEmpty()) {
            terminal.line(problem);
        }
    }

    private static String reason(JsonNode route) {
        String error = route.path("error").asText();
        if (error.isEmpty()) {
            return "";
        }
        return error + (route.path("running").asBoolean() ? "; its last good version runs on" : "; nothing of it runs");
    }

    private static boolean isSound(JsonNode answer) {
        for (JsonNode route : answer.path("routes")) {
            if (route.path("state").asText().equals(RouteView.BROKEN)) {
                return false;
            }
        }
        return answer.path("problem").asText().isEmpty();
    }
}
