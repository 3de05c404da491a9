package io.portcullis.host.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.portcullis.host.config.ConfigException;
import io.portcullis.host.config.Home;
import io.portcullis.host.config.KillFlags;
import io.portcullis.host.server.ServerFile;
import io.portcullis.model.gate.Scope;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Sets the flag first, tells the server second. The flag is what counts: without a server the command has done all there is to
 * do, and a server that starts later starts killed.
 */
@Command(name = "kill", description = "Stop trading in a scope, latched until 'resume'. Works without a server.")
final class KillCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private ServerOption data;

    @Mixin
    private JsonOption json;

    @Mixin
    private ScopeOption scope;

    @Option(names = "--reason", paramLabel = "TEXT", defaultValue = "", description = "why; recorded in the log")
    private String reason;

    KillCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Home home = data.home();
        KillFlags flags = new KillFlags(home);
        flags.set(scope.value());
        if (ServerFile.findLive(home).isEmpty()) {
            terminal.note("kill flag " + flags.file(scope.value()) + " is set; no server runs on " + home.data()
                    + ", so none was told. One that starts there starts killed");
            printUntold(Map.of("scope", scope.value().toString(), "requested", true, "server", false));
            return ExitCode.OK.number();
        }
        try {
            printAnswer(
                    data.server().post("/v1/kill", Map.of("scope", scope.value().toString(), "reason", reason)));
            return ExitCode.OK.number();
        } catch (CommandFailure | ConfigException e) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    "kill flag " + flags.file(scope.value())
                            + " is set and the venue channel watches it, but the server did not confirm: "
                            + e.getMessage());
        }
    }

    private void printUntold(Map<String, ?> answer) {
        if (json.isOn()) {
            terminal.json(new TreeMap<>(answer));
        }
    }

    private void printAnswer(JsonNode answer) {
        if (json.isOn()) {
            terminal.json(answer);
        } else {
            Scope killed = scope.value();
            terminal.line("kill " + killed + ": requested "
                    + (answer.path("requested").asBoolean() ? "yes" : "no") + ", sent "
                    + answer.path("sent").asInt() + ", acknowledged "
                    + answer.path("acknowledged").asInt() + ", unresolved "
                    + answer.path("unresolved").asInt());
        }
    }
}
