package io.portcullis.host.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which pack is put forward, and why. */
final class PackArgument {
    @Mixin
    private ServerOption data;

    @Mixin
    private JsonOption json;

    @Parameters(paramLabel = "PACK", description = "its folder, its name under rules/, or its hash")
    private Path pack;

    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "why; it is recorded")
    private String reason;

    /** Puts it forward on a path of the API, and shows what became of it. */
    JsonNode put(String path, Terminal terminal) {
        Map<String, String> body = Map.of("pack", PackText.named(data.home(), pack), "reason", reason);
        JsonNode answer = data.server().post(path, body, PackText.ANSWER_MAX);
        PackText.show(answer, json, terminal);
        return answer;
    }
}
