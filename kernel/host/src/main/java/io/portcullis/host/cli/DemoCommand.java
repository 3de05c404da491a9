package io.portcullis.host.cli;

import io.portcullis.host.config.Home;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "demo", description = "Trade a generated session through the whole server, and report on it.")
final class DemoCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final Supplier<Sessions> sessions;

    @Mixin
    private JsonOption json;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "portcullis-demo",
            description = "where report.html and summary.json go (default: ${DEFAULT-VALUE})")
    private Path out;

    DemoCommand(Terminal terminal, Supplier<Sessions> sessions) {
        this.terminal = terminal;
        this.sessions = sessions;
    }

    @Override
    public Integer call() throws Exception {
        Sessions runner = sessions.get();
        Path folder = SessionOutput.folder(out);
        var options = new Sessions.DemoOptions(Home.of(folder.resolve("data")), folder);
        return SessionOutput.print(terminal, json, runner.demo(options, terminal.progress()));
    }
}
