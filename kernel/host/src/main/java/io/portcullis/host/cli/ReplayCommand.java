package io.portcullis.host.cli;

import io.portcullis.host.config.Home;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

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
            description = "look at every record, judge every order again, and compare with what was recorded")
    private boolean verify;

    @Option(
            names = "--anchors",
            paramLabel = "DIR",
            description = "with --verify: compare with these copies of data/anchors too, kept where nobody could write")
    private Path anchors;

    @Option(
            names = "--recording",
            paramLabel = "FILE",
            description = "instead of a log: compute the signals again that were made of this file of data/market")
    private Path recording;

    @Option(names = "--out", paramLabel = "DIR", description = "with --recording: where signals.csv.gz goes")
    private Path out;

    @Spec
    private CommandSpec spec;

    ReplayCommand(Terminal terminal, Supplier<Sessions> sessions) {
        this.terminal = terminal;
        this.sessions = sessions;
    }

    @Override
    public Integer call() throws Exception {
        if (anchors != null && !verify) {
            throw new ParameterException(spec.commandLine(), "--anchors goes with --verify");
        }
        if ((recording == null) != (out == null)) {
            throw new ParameterException(spec.commandLine(), "--recording and --out go together");
        }
        if (recording != null) {
            return signals();
        }
        SessionOutput.existingFolder("--data", data.home().data());
        Path copies = anchors == null ? null : SessionOutput.existingFolder("--anchors", anchors);
        Sessions runner = sessions.get();
        Home home = data.installation();
        return SessionOutput.print(
                terminal, json, runner.replay(new Sessions.ReplayOptions(home, verify, copies), terminal.progress()));
    }

    private int signals() throws Exception {
        if (verify) {
            throw new ParameterException(spec.commandLine(), "--verify is about a log, not about a recording");
        }
        Path file = SessionOutput.existingFile("--recording", recording);
        Path folder = SessionOutput.folder(out);
        var options = new Sessions.RecordingOptions(Home.of(folder.resolve("data")), file, folder);
        return SessionOutput.print(terminal, json, sessions.get().signals(options, terminal.progress()));
    }
}
