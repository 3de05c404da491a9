package io.portcullis.host.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "history", description = "Show what became of the rules: who, when, why, and what each edit did.")
final class HistoryCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private ServerOption data;

    @Mixin
    private JsonOption json;

    @Option(
            names = "--last",
            paramLabel = "N",
            description = "how many steps (default: 20, at most 1000)",
            defaultValue = "20")
    private int last;

    @Option(names = "--report", description = "show the check and the differences of each pack that was put forward")
    private boolean report;

    HistoryCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        JsonNode history = data.server().get("/v1/rules/history?last=" + last);
        if (json.isOn()) {
            terminal.json(history);
        } else {
            history.path("steps").forEach(this::show);
            if (!history.path("complete").asBoolean()) {
                terminal.line("... there is more: --last");
            }
        }
        return ExitCode.OK.number();
    }

    private void show(JsonNode step) {
        StringBuilder line = new StringBuilder(step.path("time").asText());
        line.append("  ").append(step.path("step").asText());
        append(line, " ", step.path("pack").asText());
        append(line, " ", step.path("hash").asText());
        append(line, " by ", step.path("by").asText());
        append(line, " ", step.path("request").asText());
        append(line, ", ", step.path("effect").asText());
        append(line, ": ", step.path("reason").asText());
        terminal.line(line.toString());
        if (report) {
            step.path("report").forEach(each -> terminal.line("    " + each.asText()));
        }
    }

    private static void append(StringBuilder line, String before, String text) {
        if (!text.isEmpty()) {
            line.append(before).append(text);
        }
    }
}
