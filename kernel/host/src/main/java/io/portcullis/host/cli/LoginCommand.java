package io.portcullis.host.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.portcullis.host.access.SecretFile;
import io.portcullis.host.config.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "login",
        description = "Prove who you are; later commands on the same data folder are sent in that name.")
final class LoginCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private DataOption data;

    @Mixin
    private JsonOption json;

    @Mixin
    private PasswordOption password;

    @Option(names = "--user", paramLabel = "NAME", description = "who (default: the operating system's user name)")
    private String user;

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description = "where the token goes (default: $PORTCULLIS_TOKEN_FILE, or a file under ~/.portcullis)")
    private Path tokenFile;

    LoginCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        Home home = data.home();
        ServerClient server = ServerClient.nameless(home);
        String name = user == null ? Person.name() : user;
        char[] secret = password.known("password of " + name + ": ");
        JsonNode login = server.login(name, secret);
        Arrays.fill(secret, ' ');
        Path file = file(home);
        SecretFile.write(file, login.path("token").asText() + "\n");
        Map<String, String> shown =
                Map.of("expires", login.path("expires").asText(), "name", name, "tokenFile", file.toString());
        if (json.isOn()) {
            terminal.json(shown);
        } else {
            terminal.line("logged in as " + name + " until " + shown.get("expires") + " (" + file + ")");
        }
        return ExitCode.OK.number();
    }

    private Path file(Home home) throws IOException {
        String variable = System.getenv(Credential.VARIABLE);
        if (tokenFile != null) {
            return tokenFile.toAbsolutePath();
        }
        if (variable != null && !variable.isBlank()) {
            return Path.of(variable).toAbsolutePath();
        }
        Path file = Credential.fileOfLogin(home);
        if (!Files.isDirectory(file.getParent().getParent().getParent())) {
            throw new CommandFailure(
                    ExitCode.FAILED, "you have no home folder; say where the token goes by --token-file");
        }
        SecretFile.createFolder(file.getParent().getParent());
        SecretFile.createFolder(file.getParent());
        return file;
    }
}
