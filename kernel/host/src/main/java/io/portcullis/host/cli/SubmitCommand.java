package io.portcullis.host.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "submit",
        description =
                "Check a pack, compare it with the one that judges, stage it; ask for a second person where it takes one.")
final class SubmitCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private ServerOption data;

    @Mixin
    private JsonOption json;

    @Parameters(paramLabel = "PACK", description = "its folder, its name under rules/, or its hash")
    private Path pack;

    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "why; it is recorded")
    private String reason;

    SubmitCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        String named = PackText.named(data.home(), pack);
        JsonNode answer =
                data.server().post("/v1/rules/submit", Map.of("pack", named, "reason", reason), PackText.ANSWER_MAX);
        if (json.isOn()) {
            terminal.json(answer);
        } else {
            PackText.lines(answer).forEach(terminal::line);
        }
        return ExitCode.OK.number();
    }
}
