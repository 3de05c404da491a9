package io.portcullis.host.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.portcullis.host.server.Json;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Option;

/** --data and --token-file, the same for every command that asks a server. */
final class ServerOption extends DataOption {
    /** Of a question about the past; the server gives up before that. */
    private static final Duration PAST_MAX = Duration.ofSeconds(120);

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

    /** What the server answers about the past when one runs, and what the data folder holds when none does. */
    JsonNode past(String path, Callable<?> ofFolder) throws Exception {
        Optional<ServerClient> server = ServerClient.find(home(), tokenFile);
        if (server.isPresent()) {
            return server.get().get(path, PAST_MAX);
        }
        SessionOutput.existingFolder("--data", home().data());
        return Json.tree(Json.write(ofFolder.call()));
    }
}
