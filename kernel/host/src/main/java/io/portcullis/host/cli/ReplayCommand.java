package io.portcullis.host.cli;

import io.portcullis.host.config.Home;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "replay", description = "Feed a log to a fresh engine; exit code 4 when it comes to other results.")
final class ReplayCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final Supplier<Sessions> sessions;

    @Mixin
    private DataOption data;

    @Mixin
    private JsonOption json;

    @Option(
            names = "--verify",
            description = "recompute every verdict and compare it, and the state hash, with the recorded ones")
    private boolean verify;

    ReplayCommand(Terminal terminal, Supplier<Sessions> sessions) {
        this.terminal = terminal;
        this.sessions = sessions;
    }

    @Override
    public Integer call() throws Exception {
        SessionOutput.existingFolder("--data", data.home().data());
        Sessions runner = sessions.get();
        Home home = data.installation();
        return SessionOutput.print(
                terminal, json, runner.replay(new Sessions.ReplayOptions(home, verify), terminal.progress()));
    }
}
