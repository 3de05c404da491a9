package io.portcullis.host.cli;

import io.portcullis.host.config.Home;
import io.portcullis.host.startup.ClassArchive;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "prepare",
        description = {
            "Make the starts of this installation a third quicker: write the classes of",
            "a server to lib/portcullis.jsa, which later starts map instead of reading",
            "jars. Once after an installation or a change of Java. Needs no server.",
            "With --data, the first start on that folder finds the rules compiled, too."
        })
final class PrepareCommand implements Callable<Integer> {
    private static final long MIB = 1 << 20;

    private final Terminal terminal;

    @Option(names = "--data", paramLabel = "DIR", description = "a data folder in which no server has run yet")
    private Path data;

    @Mixin
    private JsonOption json;

    PrepareCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        Home home = Home.of(Path.of("data"));
        long bytes = ClassArchive.make(home, data, terminal::note);
        Path archive = ClassArchive.of(home);
        if (json.isOn()) {
            terminal.json(new TreeMap<>(Map.of("archive", archive.toString(), "bytes", bytes)));
        } else {
            terminal.line("class archive " + archive + ", " + bytes / MIB + " MiB, for Java "
                    + System.getProperty("java.version"));
        }
        return ExitCode.OK.number();
    }
}
