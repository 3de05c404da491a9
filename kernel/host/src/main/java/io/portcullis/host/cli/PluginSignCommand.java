package io.portcullis.host.cli;

import io.portcullis.host.config.SharedAccess;
import io.portcullis.host.plugins.signing.DetachedSignature;
import io.portcullis.host.plugins.signing.SigningException;
import io.portcullis.host.plugins.signing.SigningKey;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "sign", description = "Sign plugins: writes FILE.jar.sig beside each. Needs no server.")
final class PluginSignCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private JsonOption json;

    @ArgGroup(multiplicity = "1")
    private KeyChoice choice;

    @Parameters(arity = "1..*", paramLabel = "JAR", description = "a plugin, or a folder whose *.jar are meant")
    private List<Path> jars;

    /** Which key: one that is kept, or one that is forgotten when the command ends. */
    private static final class KeyChoice {
        @Option(
                names = "--key",
                required = true,
                paramLabel = "PRIVATE",
                description = "private key, a PEM file that only its owner can read; its .pub lies beside it")
        private Path key;

        @Option(
                names = "--new-key",
                required = true,
                paramLabel = "PUBLIC",
                description = "sign with a fresh key whose public half goes to this file; the private half is written"
                        + " nowhere")
        private Path newKey;
    }

    PluginSignCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        List<Path> files = files();
        SigningKey key = key();
        for (Path file : files) {
            DetachedSignature signature = key.sign(Files.readAllBytes(file));
            Files.writeString(DetachedSignature.fileOf(file), signature.text());
            SharedAccess.forOwnerOnlyToWrite(DetachedSignature.fileOf(file));
        }
        if (choice.newKey != null) {
            publish(key, choice.newKey);
        }
        report(files, key);
        return ExitCode.OK.number();
    }

    private SigningKey key() throws IOException {
        if (choice.newKey != null) {
            return SigningKey.generate();
        }
        try {
            return SigningKey.read(SessionOutput.existingFile("--key", choice.key));
        } catch (SigningException e) {
            throw new CommandFailure(ExitCode.FAILED, e.getMessage());
        }
    }

    private static void publish(SigningKey key, Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder);
            SharedAccess.forOwnerOnlyToWrite(folder);
        }
        try {
            key.writePublic(file);
        } catch (FileAlreadyExistsException e) {
            throw new CommandFailure(
                    ExitCode.FAILED, file + " is there already, and a key is never written over; choose another file");
        }
    }

    private List<Path> files() throws IOException {
        List<Path> files = new ArrayList<>();
        for (Path path : jars) {
            if (Files.isDirectory(path)) {
                try (DirectoryStream<Path> inFolder = Files.newDirectoryStream(path, "*.jar")) {
                    inFolder.forEach(files::add);
                }
            } else {
                files.add(SessionOutput.existingFile("JAR", path));
            }
        }
        if (files.isEmpty()) {
            throw new CommandFailure(ExitCode.FAILED, "there is no *.jar in " + jars);
        }
        files.sort(null);
        return files;
    }

    private void report(List<Path> files, SigningKey key) {
        String id = key.verifying().id();
        if (json.isOn()) {
            terminal.json(new TreeMap<>(Map.of(
                    "key", id, "signed", files.stream().map(Path::toString).toList())));
        } else {
            files.forEach(file -> terminal.line(DetachedSignature.fileOf(file) + ", key " + id));
        }
    }
}
