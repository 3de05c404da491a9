package io.portcullis.host.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "rollback",
        description =
                "Let the pack judge again that judged before this one. It takes two people where an edit would. Exit code"
                        + " 1 when it waits for the second.")
final class RollbackCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private ServerOption data;

    @Mixin
    private JsonOption json;

    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "why; it is recorded")
    private String reason;

    RollbackCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        JsonNode answer = data.server().post("/v1/rules/rollback", Map.of("reason", reason), PackText.ANSWER_MAX);
        PackText.show(answer, json, terminal);
        return PackText.status(answer).number();
    }
}
