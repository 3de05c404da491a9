package io.portcullis.host.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.MathContext;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "limits",
        description = "Show every limit, what is used of it and what is left; 'limits set' lowers one for a while.")
final class LimitsCommand implements Callable<Integer> {
    /** Enough to compare with a limit; the exact numbers come with --json. */
    private static final MathContext SHOWN = new MathContext(6);

    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Terminal terminal;

    @Mixin
    private ServerOption data;

    @Mixin
    private JsonOption json;

    @Option(names = "--watch", description = "show them again each second, until interrupted")
    private boolean watch;

    LimitsCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
        ServerClient server = data.server();
        show(server.get("/v1/limits"), json, terminal);
        while (watch) {
            Thread.sleep(PAUSE.toMillis());
            terminal.line("");
            show(server.get("/v1/limits"), json, terminal);
        }
        return ExitCode.OK.number();
    }

    static void show(JsonNode limits, JsonOption json, Terminal terminal) {
        if (json.isOn()) {
            terminal.json(limits);
            return;
        }
        TextTable table = new TextTable("LIMIT", "SCOPE", "ALLOWED", "USED", "PENDING", "%", "LEFT", "UNIT", "NOTE");
        for (JsonNode limit : limits.path("limits")) {
            String tightened = limit.path("tightened").asText();
            table.add(
                    limit.path("name").asText(),
                    limit.path("scope").asText(),
                    number(limit.path("limit")),
                    number(limit.path("used")),
                    number(limit.path("pending")),
                    number(limit.path("percent")),
                    number(limit.path("headroom")),
                    limit.path("unit").asText(),
                    (limit.path("where").asText() + (tightened.isEmpty() ? "" : " tightened " + tightened)).strip());
        }
        table.lines().forEach(terminal::line);
    }

    private static String number(JsonNode value) {
        return value.isNumber()
                ? value.decimalValue().round(SHOWN).stripTrailingZeros().toPlainString()
                : "-";
    }
}
