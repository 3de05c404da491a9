package io.portcullis.host.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.portcullis.host.config.Home;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What the commands about packs ask and say. */
final class PackText {
    /** Compiling, testing and comparing a pack takes seconds. */
    static final Duration ANSWER_MAX = Duration.ofSeconds(120);

    private PackText() {}

    /** A pack as the server understands it: a hash that its log has, or a folder. */
    static String named(Home home, Path pack) {
        return pack.toString().matches("[0-9a-f]{32}")
                ? pack.toString()
                : RulesCommand.folder(home, pack).toString();
    }

    /** Shows what became of a pack. */
    static void show(JsonNode answer, JsonOption json, Terminal terminal) {
        if (json.isOn()) {
            terminal.json(answer);
        } else {
            lines(answer).forEach(terminal::line);
        }
    }

    /** Whether the pack judges now. */
    static ExitCode status(JsonNode answer) {
        return answer.path("outcome").asText().equals("ACTIVE") ? ExitCode.OK : ExitCode.FAILED;
    }

    private static List<String> lines(JsonNode answer) {
        List<String> lines = new ArrayList<>();
        answer.path("report").forEach(line -> lines.add(line.asText()));
        String pack = answer.path("pack").asText() + " " + answer.path("hash").asText();
        lines.add(
                switch (answer.path("outcome").asText()) {
                    case "ACTIVE" -> "active " + pack;
                    case "WAITS" ->
                        "waits " + pack + ": it " + answer.path("effect").asText()
                                + ", so somebody else has to approve request "
                                + answer.path("request").asText() + " ('requests approve')";
                    default -> "staged " + pack + ": 'rules activate' makes it judge";
                });
        return lines;
    }
}
