package io.portcullis.host.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.portcullis.host.config.ConfigException;
import io.portcullis.host.config.Home;
import io.portcullis.host.config.KillFlags;
import io.portcullis.host.server.ServerFile;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Sets the flag first, tells the server second. The flag is what counts: without a server the command has done all there is to
 * do, and a server that starts later starts killed.
 */
@Command(name = "kill", description = "Stop trading in a scope, latched until 'resume'. Works without a server.")
final class KillCommand implements Callable<Integer> {
    private static final long LOOK_MILLIS = 500;

    private final Terminal terminal;

    @Mixin
    private ServerOption data;

    @Mixin
    private JsonOption json;

    @Mixin
    private ScopeOption scope;

    @Option(names = "--reason", paramLabel = "TEXT", defaultValue = "", description = "why; recorded in the log")
    private String reason;

    @Option(names = "--drill", description = "rehearse: count and measure everything, stop nothing; takes a server")
    private boolean drill;

    @Option(names = "--watch", description = "go on showing until nothing is unresolved")
    private boolean watch;

    KillCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (drill) {
            print(data.server().post("/v1/kill", body(true)), KillText::drill);
            return ExitCode.OK.number();
        }
        Home home = data.home();
        KillFlags flags = new KillFlags(home);
        flags.set(scope.value());
        try {
            if (ServerFile.findLive(home).isEmpty()) {
                terminal.note("kill flag " + flags.file(scope.value()) + " is set; no server runs on " + home.data()
                        + ", so none was told. One that starts there starts killed");
                printUntold(Map.of("scope", scope.value().toString(), "flag", true, "server", false));
                return ExitCode.OK.number();
            }
            JsonNode answer = data.server().post("/v1/kill", body(false));
            print(answer, KillText::of);
            while (watch && answer.path("unresolved").asLong() > 0) {
                TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
                answer = ofScope(data.server().get("/v1/kills"));
                print(answer, KillText::of);
            }
            return ExitCode.OK.number();
        } catch (CommandFailure | ConfigException e) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    "kill flag " + flags.file(scope.value())
                            + " is set and the venue channel watches it, but the server did not confirm: "
                            + e.getMessage());
        }
    }

    private Map<String, Object> body(boolean rehearsal) {
        Map<String, Object> body = new TreeMap<>(Map.of("scope", scope.value().toString(), "reason", reason));
        if (rehearsal) {
            body.put("drill", true);
        }
        return body;
    }

    private JsonNode ofScope(JsonNode kills) {
        for (JsonNode kill : kills.path("kills")) {
            if (kill.path("scope").asText().equals(scope.value().toString())) {
                return kill;
            }
        }
        throw new CommandFailure(ExitCode.FAILED, "somebody resumed " + scope.value() + " meanwhile");
    }

    private void printUntold(Map<String, ?> answer) {
        if (json.isOn()) {
            terminal.json(new TreeMap<>(answer));
        }
    }

    private void print(JsonNode answer, Function<JsonNode, List<String>> words) {
        if (json.isOn()) {
            terminal.json(answer);
        } else {
            words.apply(answer).forEach(terminal::line);
        }
    }
}
