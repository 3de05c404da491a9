package io.portcullis.host.cli;

import io.portcullis.host.plugins.signing.SigningKey;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(name = "keygen", description = "Make a key pair to sign plugins with. Needs no server.")
final class PluginKeygenCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Spec
    private CommandSpec spec;

    @Mixin
    private JsonOption json;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "DIR",
            description = "where NAME.key (private, for its owner only) and NAME.pub go")
    private Path out;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            defaultValue = "plugins",
            description = "of the two files (default: ${DEFAULT-VALUE})")
    private String name;

    PluginKeygenCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        if (!name.matches("[A-Za-z0-9._-]{1,64}")) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--name must have 1 to 64 letters, digits, '.', '_' or '-', got '" + name + "'");
        }
        Files.createDirectories(out);
        SigningKey key = SigningKey.generate();
        Path privateFile;
        try {
            privateFile = key.write(out, name);
        } catch (FileAlreadyExistsException e) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    e.getFile() + " is there already, and a key is never written over; choose another"
                            + " --out or --name");
        }
        Path publicFile = out.resolve(name + ".pub");
        if (json.isOn()) {
            terminal.json(new TreeMap<>(
                    Map.of("key", key.verifying().id(), "private", "" + privateFile, "public", "" + publicFile)));
        } else {
            terminal.line("key " + key.verifying().id() + ": " + privateFile + " signs, keep it secret; " + publicFile
                    + " goes into etc/trust of each server that shall take what it signs");
        }
        return ExitCode.OK.number();
    }
}
