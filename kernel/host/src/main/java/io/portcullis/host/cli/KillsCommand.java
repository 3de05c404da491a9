package io.portcullis.host.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "kills", description = "Show what is shut, and how far each kill has come.")
final class KillsCommand implements Callable<Integer> {
    private static final long LOOK_MILLIS = 500;

    private final Terminal terminal;

    @Mixin
    private ServerOption data;

    @Mixin
    private JsonOption json;

    @Option(names = "--watch", description = "look again twice a second until nothing is unresolved")
    private boolean watch;

    KillsCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
        JsonNode kills = show();
        while (watch && unresolved(kills) > 0) {
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            kills = show();
        }
        return ExitCode.OK.number();
    }

    private JsonNode show() {
        JsonNode kills = data.server().get("/v1/kills");
        if (json.isOn()) {
            terminal.json(kills);
        } else if (kills.path("kills").isEmpty()) {
            terminal.line("nothing is shut");
        } else {
            for (JsonNode kill : kills.path("kills")) {
                KillText.of(kill).forEach(terminal::line);
                terminal.line(KillText.cause(kill));
            }
        }
        return kills;
    }

    private static long unresolved(JsonNode kills) {
        long sum = 0;
        for (JsonNode kill : kills.path("kills")) {
            sum += kill.path("unresolved").asLong();
        }
        return sum;
    }
}
