package io.portcullis.host.cli;

import io.portcullis.host.config.Home;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "new",
        description =
                "Write a plugin to begin with: a Maven project that builds, passes its contract test and loads as it"
                        + " stands. Needs no server.")
final class NewPluginCommand implements Callable<Integer> {
    /** The version that a new plugin's pom begins with. */
    private static final String VERSION = "0.1.0";

    private final Terminal terminal;

    @Spec
    private CommandSpec spec;

    @Mixin
    private JsonOption json;

    @Parameters(index = "0", paramLabel = "KIND", description = "agent, venue or connector")
    private PluginTemplate.Kind kind;

    @Parameters(index = "1", paramLabel = "NAME", description = "lower-case words with hyphens")
    private String name;

    @Option(names = "--out", paramLabel = "DIR", description = "where its folder KIND-NAME is made (default: here)")
    private Path out = Path.of("");

    NewPluginCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        Home home = Home.of(Path.of("data"));
        Path folder = new PluginTemplate(home, kind).write(checkedName(), out);
        List<String> files = PluginTemplate.files(folder).stream()
                .map(file -> folder.relativize(file).toString())
                .toList();
        List<String> next = next(home, folder);
        if (json.isOn()) {
            terminal.json(Map.of(
                    "kind", kind.word(), "name", name, "folder", folder.toString(), "files", files, "next", next));
        } else {
            terminal.line(
                    "created " + kind.word() + " " + name + " in " + folder + ": " + files.size() + " files. Next:");
            next.forEach(command -> terminal.line("  " + command));
        }
        return ExitCode.OK.number();
    }

    private PluginName checkedName() {
        try {
            return new PluginName(name);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private List<String> next(Home home, Path folder) {
        Path script = home.root().resolve("bin").resolve("portcullis");
        Path jar = folder.resolve("target").resolve(folder.getFileName() + "-" + VERSION + ".jar");
        return List.of(
                "mvn -f " + quoted(folder) + " verify",
                quoted(script) + " start --profile dev --market generated",
                quoted(script) + " plugins install " + quoted(jar));
    }

    /** As a shell wants it. */
    private static String quoted(Path path) {
        String text = path.toString();
        return text.matches("[A-Za-z0-9/._:-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
    }
}
