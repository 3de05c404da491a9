package io.portcullis.host.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.portcullis.host.config.Home;
import io.portcullis.host.server.AdminToken;
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
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Asks the server that runs on a data folder. */
public final class ServerClient {
    private static final Duration ANSWER_MAX = Duration.ofSeconds(30);

    private final ServerFile server;
    private final AdminToken token;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(3)).build();

    private ServerClient(ServerFile server, AdminToken token) {
        this.server = server;
        this.token = token;
    }

    /** The server of a data folder; the command ends with NO_SERVER when there is none. */
    public static ServerClient of(Home home) {
        return find(home).orElseThrow(() -> new CommandFailure(ExitCode.NO_SERVER, absent(home)));
    }

    static Optional<ServerClient> find(Home home) {
        return ServerFile.findLive(home).map(server -> new ServerClient(server, AdminToken.load(home)));
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

    JsonNode post(String path, BodyPublisher body, String contentType) {
        return send(request(path).header("Content-Type", contentType).POST(body));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .timeout(ANSWER_MAX)
                .header("Authorization", token.authorization());
    }

    private JsonNode send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
            JsonNode body = Json.tree(response.body());
            if (response.statusCode() >= 400) {
                throw new CommandFailure(
                        ExitCode.FAILED, body.path("error").asText("the server answered " + response.statusCode()));
            }
            return body;
        } catch (ConnectException e) {
            throw new CommandFailure(
                    ExitCode.NO_SERVER,
                    "process " + server.pid() + " does not listen on port " + server.port()
                            + ": it is starting or stopping");
        } catch (JsonProcessingException e) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    "what listens on port " + server.port() + " does not answer like a Portcullis server");
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.FAILED, "the server (process " + server.pid() + ") did not answer: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure(ExitCode.FAILED, "interrupted while waiting for the server");
        }
    }
}
