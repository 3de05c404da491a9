package io.portcullis.host.cli;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** --data and --token-file, the same for every command that asks a server. */
final class ServerOption extends DataOption {
    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description =
                    "who you are (default: $PORTCULLIS_TOKEN_FILE, your last login, the data folder's admin.token)")
    private Path tokenFile;

    /** The server, asked in the caller's name; the command ends with NO_SERVER when there is none. */
    ServerClient server() {
        return ServerClient.of(home(), tokenFile);
    }

    /** The same for a command that can do without: empty when no server runs. */
    Optional<ServerClient> serverIfAny() {
        return ServerClient.find(home(), tokenFile);
    }
}
