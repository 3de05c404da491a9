package io.portcullis.host.cli;

import io.portcullis.host.config.ConfigException;
import io.portcullis.host.config.Home;
import io.portcullis.host.server.Json;
import io.portcullis.host.support.SupportBundle;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "support-bundle",
        description = "Put what is needed to help from afar into a zip, without secrets. Works without a server too.")
final class SupportBundleCommand implements Callable<Integer> {
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");

    private final Terminal terminal;

    @Mixin
    private DataOption data;

    @Mixin
    private JsonOption json;

    @Option(
            names = "--out",
            paramLabel = "FILE.zip",
            description = "where it goes; must not exist (default: portcullis-support-TIME.zip)")
    private Path out;

    SupportBundleCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        Home home = data.installation();
        Path file = (out == null
                        ? Path.of("portcullis-support-"
                                + LocalDateTime.now(ZoneOffset.UTC).format(STAMP) + ".zip")
                        : out)
                .toAbsolutePath()
                .normalize();
        String doctor = Json.writePretty(DoctorCommand.examine(home, null).values());
        List<String> missing = new SupportBundle(home).write(file, doctor, server(home));
        if (json.isOn()) {
            terminal.json(Map.of("file", file.toString(), "missing", missing));
        } else {
            terminal.line(file.toString());
            missing.forEach(what -> terminal.line("  not in it: " + what));
        }
        return ExitCode.OK.number();
    }

    private Optional<Function<String, String>> server(Home home) {
        try {
            return ServerClient.find(home).map(client -> client::text);
        } catch (ConfigException e) {
            terminal.note(e.getMessage());
            return Optional.empty();
        }
    }
}
