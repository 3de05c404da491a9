package io.portcullis.host.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "set",
        description =
                "Lower a limit for a while, over whatever pack judges. One person; it can only tighten, and ends by itself.")
final class TightenCommand implements Callable<Integer> {
    private static final Pattern FROM_NOW = Pattern.compile("([1-9][0-9]{0,3})([smhd])");

    private final Terminal terminal;

    @Spec
    private CommandSpec spec;

    @Mixin
    private ServerOption data;

    @Mixin
    private JsonOption json;

    @Parameters(index = "0", paramLabel = "NAME", description = "the limit, such as gross-max")
    private String limit;

    @Parameters(index = "1", paramLabel = "VALUE", description = "the most that shall be allowed")
    private BigDecimal value;

    @Option(
            names = "--scope",
            paramLabel = "S",
            description = "as in limits.csv (default: global)",
            defaultValue = "global")
    private String scope;

    @Option(names = "--unit", paramLabel = "U", description = "of VALUE (default: the unit that 'limits' shows)")
    private String unit;

    @Option(
            names = "--until",
            required = true,
            paramLabel = "TIME",
            description = "when it ends: 2026-03-31T16:00:00-04:00, or 30m, 2h, 1d from now")
    private String until;

    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "why; it is recorded")
    private String reason;

    TightenCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Map<String, Object> body = new TreeMap<>(
                Map.of("limit", limit, "value", value, "scope", scope, "until", end().toString(), "reason", reason));
        if (unit != null) {
            body.put("unit", unit);
        }
        JsonNode limits = data.server().post("/v1/limits/set", body, PackText.ANSWER_MAX);
        LimitsCommand.show(limits, json, terminal);
        return ExitCode.OK.number();
    }

    private Instant end() {
        Matcher fromNow = FROM_NOW.matcher(until);
        if (fromNow.matches()) {
            long count = Long.parseLong(fromNow.group(1));
            return Instant.now()
                    .plus(
                            switch (fromNow.group(2)) {
                                case "s" -> Duration.ofSeconds(count);
                                case "m" -> Duration.ofMinutes(count);
                                case "h" -> Duration.ofHours(count);
                                default -> Duration.ofDays(count);
                            });
        }
        try {
            return OffsetDateTime.parse(until).toInstant();
        } catch (DateTimeException e) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--until must be a time with its zone, such as 2026-03-31T16:00:00-04:00, or 30m, 2h, 1d from now;"
                            + " got '" + until + "'");
        }
    }
}
