package io.portcullis.host.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "explain",
        description =
                "Show why an order was judged as it was, what came near a limit, and what would have passed; asks the"
                        + " server when one runs on the data folder.")
final class ExplainCommand implements Callable<Integer> {
    private static final int NEAR_MISSES_SHOWN = 5;

    private final Terminal terminal;
    private final Supplier<Sessions> sessions;

    @Mixin
    private ServerOption data;

    @Mixin
    private JsonOption json;

    @Parameters(
            paramLabel = "DECISION",
            description = "the order's id, its sender's key, or the log position of the decision")
    private String decision;

    ExplainCommand(Terminal terminal, Supplier<Sessions> sessions) {
        this.terminal = terminal;
        this.sessions = sessions;
    }

    @Override
    public Integer call() throws Exception {
        String path = "/v1/explain?decision=" + URLEncoder.encode(decision, StandardCharsets.UTF_8);
        JsonNode explained = data.past(path, () -> sessions.get().explain(data.home(), decision));
        if (json.isOn()) {
            terminal.json(explained);
        } else {
            show(explained);
        }
        return ExitCode.OK.number();
    }

    private void show(JsonNode explained) {
        terminal.line(explained.path("sentence").asText());
        terminal.line("decision " + explained.path("sequence").asText() + " at position "
                + explained.path("position").asText() + ", "
                + explained.path("time").asText() + ", pack "
                + explained.path("packHash").asText());
        explained.path("fired").forEach(each -> {
            if (!each.path("conditions").asText().isEmpty()) {
                terminal.line("  " + each.path("rule").asText() + " speaks when "
                        + each.path("conditions").asText());
            }
        });
        TextTable table = new TextTable("NEAR MISS", "MEASURE", "VALUE", "ALLOWED", "LEFT", "USED %");
        int shown = 0;
        for (JsonNode each : explained.path("nearMisses")) {
            if (shown++ < NEAR_MISSES_SHOWN) {
                table.add(
                        each.path("rule").asText(),
                        each.path("measure").asText(),
                        number(each.path("value")),
                        number(each.path("allowed")),
                        number(each.path("distance")),
                        number(each.path("usedPercent")));
            }
        }
        if (shown > 0) {
            table.lines().forEach(terminal::line);
        }
        explained.path("notes").forEach(note -> terminal.line("note: " + note.asText()));
    }

    private static String number(JsonNode number) {
        return number.isNumber() ? String.format("%.6g", number.asDouble()) : "-";
    }
}
