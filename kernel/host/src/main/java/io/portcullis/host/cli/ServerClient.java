package io.portcullis.host.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.portcullis.host.config.Home;
import io.portcullis.host.server.Json;
import io.portcullis.host.server.ServerFile;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/** Asks the server that runs on a data folder. */
public final class ServerClient {
    private static final Duration ANSWER_MAX = Duration.ofSeconds(30);

    private final ServerFile server;
    private final Credential credential;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(3)).build();

    private ServerClient(ServerFile server, Credential credential) {
        this.server = server;
        this.credential = credential;
    }

    /**
     * The server of a data folder; the command ends with NO_SERVER when there is none.
     *
     * @param tokenFile in whose name to ask; null for the usual places
     */
    static ServerClient of(Home home, Path tokenFile) {
        return new ServerClient(live(home), Credential.of(home, tokenFile));
    }

    /** The server of a data folder, if one runs, asked in the caller's name. */
    static Optional<ServerClient> find(Home home) {
        return find(home, null);
    }

    /** The same in the name that a token file gives; null for the usual places. */
    static Optional<ServerClient> find(Home home, Path tokenFile) {
        return ServerFile.findLive(home).map(server -> new ServerClient(server, Credential.of(home, tokenFile)));
    }

    /** The same in the name of who runs the server, for a session that talks to itself. */
    public static ServerClient asAdmin(Home home) {
        return new ServerClient(live(home), Credential.ofAdmin(home));
    }

    /** The same in nobody's name, to log in. */
    static ServerClient nameless(Home home) {
        return new ServerClient(live(home), null);
    }

    private static ServerFile live(Home home) {
        return ServerFile.findLive(home).orElseThrow(() -> new CommandFailure(ExitCode.NO_SERVER, absent(home)));
    }

    private static String absent(Home home) {
        String left = ServerFile.read(home)
                .map(file -> "; server.json there was left behind by process " + file.pid() + ", which is gone")
                .orElse("");
        return "no server runs on data folder " + home.data() + left
                + ". Start one with 'portcullis start', or name its folder" + " by --data";
    }

    long pid() {
        return server.pid();
    }

    Credential credential() {
        return credential;
    }

    /** Name and password for a token. */
    JsonNode login(String name, char[] password) {
        byte[] pair = (name + ":" + new String(password)).getBytes(StandardCharsets.UTF_8);
        String basic = "Basic " + Base64.getEncoder().encodeToString(pair);
        return send(bare("/v1/login").header("Authorization", basic).POST(BodyPublishers.noBody()));
    }

    JsonNode get(String path) {
        return send(request(path).GET());
    }

    /** Gets what may take longer than an ordinary answer. */
    JsonNode get(String path, Duration answerMax) {
        return send(request(path).timeout(answerMax).GET());
    }

    /** Posts a document; a refusal ends the command. */
    public JsonNode post(String path, Map<String, ?> body) {
        return post(path, BodyPublishers.ofString(Json.write(body)), "application/json");
    }

    /** Posts what may take longer than an ordinary answer. */
    JsonNode post(String path, Map<String, ?> body, Duration answerMax) {
        return send(request(path)
                .timeout(answerMax)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(Json.write(body))));
    }

    JsonNode post(String path, BodyPublisher body, String contentType) {
        return post(path, body, contentType, Map.of());
    }

    JsonNode post(String path, BodyPublisher body, String contentType, Map<String, String> headers) {
        HttpRequest.Builder request =
                request(path).header("Content-Type", contentType).POST(body);
        headers.forEach(request::header);
        return send(request);
    }

    /** An answer as it came, for what is no JSON. */
    String text(String path) {
        HttpResponse<String> response = exchange(request(path).GET());
        if (response.statusCode() >= 400) {
            throw new CommandFailure(ExitCode.FAILED, "the server answered " + response.statusCode() + " to " + path);
        }
        return response.body();
    }

    private HttpRequest.Builder request(String path) {
        return bare(path).header("Authorization", credential.authorization());
    }

    private HttpRequest.Builder bare(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .timeout(ANSWER_MAX);
    }

    private JsonNode send(HttpRequest.Builder request) {
        HttpResponse<String> response = exchange(request);
        try {
            JsonNode body = Json.tree(response.body());
            if (response.statusCode() == 401 && credential != null) {
                throw new CommandFailure(
                        ExitCode.FAILED,
                        "the server does not know the token in " + credential.source()
                                + " (any more): 'portcullis login' gets another one");
            }
            if (response.statusCode() >= 400) {
                throw new CommandFailure(
                        ExitCode.FAILED, body.path("error").asText("the server answered " + response.statusCode()));
            }
            return body;
        } catch (JsonProcessingException e) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    "what listens on port " + server.port() + " does not answer like a Portcullis server");
        }
    }

    private HttpResponse<String> exchange(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (ConnectException e) {
            throw new CommandFailure(
                    ExitCode.NO_SERVER,
                    "process " + server.pid() + " does not listen on port " + server.port()
                            + ": it is starting or stopping");
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.FAILED, "the server (process " + server.pid() + ") did not answer: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure(ExitCode.FAILED, "interrupted while waiting for the server");
        }
    }
}
