package io.portcullis.host.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "status", description = "Show how the server stands.")
final class StatusCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private ServerOption data;

    @Mixin
    private JsonOption json;

    StatusCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        JsonNode status = data.server().get("/v1/status");
        if (json.isOn()) {
            terminal.json(status);
        } else {
            status.properties()
                    .forEach(field -> terminal.line(String.format("%-14s %s", field.getKey(), text(field.getValue()))));
        }
        return ExitCode.OK.number();
    }

    private static String text(JsonNode value) {
        if (!value.isObject()) {
            return value.asText();
        }
        List<String> parts = new ArrayList<>();
        value.properties()
                .forEach(field ->
                        parts.add(field.getKey() + " " + field.getValue().asText()));
        return parts.isEmpty() ? "-" : String.join(", ", parts);
    }
}
