package io.portcullis.host.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.portcullis.host.timemachine.Moment;
import io.portcullis.host.timemachine.Topic;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "at",
        description =
                "Show how things stood at a moment of the past, from snapshot and log; asks the server when one runs"
                        + " on the data folder.")
final class AtCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final Supplier<Sessions> sessions;

    @Spec
    private CommandSpec spec;

    @Mixin
    private ServerOption data;

    @Mixin
    private JsonOption json;

    @Parameters(
            index = "0",
            paramLabel = "WHEN",
            description = "'now', a log position, or a time with its zone, such as 2024-01-03T20:00:00Z")
    private String when;

    @Parameters(index = "1", paramLabel = "WHAT", description = "positions, exposure, orders, rules or kill")
    private Topic what;

    AtCommand(Terminal terminal, Supplier<Sessions> sessions) {
        this.terminal = terminal;
        this.sessions = sessions;
    }

    @Override
    public Integer call() throws Exception {
        requireMoment();
        String path = "/v1/at?when=" + URLEncoder.encode(when, StandardCharsets.UTF_8) + "&what=" + what.word();
        JsonNode past = data.past(path, () -> sessions.get().at(data.home(), when, what.word()));
        if (json.isOn()) {
            terminal.json(past);
        } else {
            PastText.lines(past).forEach(terminal::line);
        }
        return ExitCode.OK.number();
    }

    private void requireMoment() {
        try {
            Moment.parse(when);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage());
        }
    }
}
