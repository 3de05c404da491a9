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
        name = "activate",
        description =
                "The same as submit, and let it judge from the next order on. Exit code 1 when it waits for a second person.")
final class ActivateCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private ServerOption data;

    @Mixin
    private JsonOption json;

    @Parameters(paramLabel = "PACK", description = "its folder, its name under rules/, or its hash")
    private Path pack;

    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "why; it is recorded")
    private String reason;

    ActivateCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        String named = PackText.named(data.home(), pack);
        JsonNode answer =
                data.server().post("/v1/rules/activate", Map.of("pack", named, "reason", reason), PackText.ANSWER_MAX);
        if (json.isOn()) {
            terminal.json(answer);
        } else {
            PackText.lines(answer).forEach(terminal::line);
        }
        return (answer.path("outcome").asText().equals("ACTIVE") ? ExitCode.OK : ExitCode.FAILED).number();
    }
}
