package io.portcullis.host.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.MathContext;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "limits", description = "Show every limit, what is used of it and what is left.")
final class LimitsCommand implements Callable<Integer> {
    /** Enough to compare with a limit; the exact numbers come with --json. */
    private static final MathContext SHOWN = new MathContext(6);

    private static final String ROW = "%-24s %-20s %16s %16s %16s  %s";

    private final Terminal terminal;

    @Mixin
    private ServerOption data;

    @Mixin
    private JsonOption json;

    LimitsCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        JsonNode limits = data.server().get("/v1/limits");
        if (json.isOn()) {
            terminal.json(limits);
        } else {
            terminal.line(String.format(ROW, "LIMIT", "SCOPE", "ALLOWED", "USED", "LEFT", "UNIT"));
            for (JsonNode limit : limits.path("limits")) {
                terminal.line(String.format(
                        ROW,
                        limit.path("name").asText(),
                        limit.path("scope").asText(),
                        number(limit.path("limit")),
                        number(limit.path("used")),
                        number(limit.path("headroom")),
                        limit.path("unit").asText()));
            }
        }
        return ExitCode.OK.number();
    }

    private static String number(JsonNode value) {
        return value.isNumber()
                ? value.decimalValue().round(SHOWN).stripTrailingZeros().toPlainString()
                : "-";
    }
}
