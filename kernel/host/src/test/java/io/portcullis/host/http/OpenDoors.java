package io.portcullis.host.http;

import com.codahale.metrics.MetricRegistry;
import io.portcullis.host.access.AdminToken;
import io.portcullis.host.access.Doorkeeper;
import io.portcullis.host.audit.AuditTrail;
import io.portcullis.host.config.AccessSettings;
import io.portcullis.host.config.Home;
import io.portcullis.host.config.ServerSettings;
import io.portcullis.host.console.Console;
import io.portcullis.host.server.ScriptedServer;
import io.portcullis.host.support.Diagnosis;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.util.List;

/** A server's doors over a scripted session, with the means to knock at them. */
final class OpenDoors implements AutoCloseable {
    private static final int CHEAP_KIB = 256;
    static final char[] PASSWORD = "correct horse battery".toCharArray();

    private final AdminToken admin;
    private final Doors doors;
    private final HttpApi http;
    private final HttpClient client = HttpClient.newHttpClient();

    private OpenDoors(AdminToken admin, Doors doors) {
        this.admin = admin;
        this.doors = doors;
        this.http = HttpApi.start(doors, 0);
    }

    static OpenDoors on(Home home, ScriptedServer server, MetricRegistry metrics) {
        Clock clock = Clock.systemUTC();
        AuditTrail audit = AuditTrail.open(home, clock);
        AccessSettings read = AccessSettings.read(home);
        AccessSettings cheap = new AccessSettings(read.session(), read.failures(), read.failuresPerMinute(), CHEAP_KIB);
        Doorkeeper doorkeeper = Doorkeeper.open(home, cheap, clock);
        Console console = Console.open(server, server, metrics, audit);
        return new OpenDoors(
                AdminToken.loadOrCreate(home),
                new Doors(
                        server,
                        server,
                        new Diagnosis(home, ServerSettings.read(home, null)),
                        metrics,
                        doorkeeper,
                        audit,
                        console));
    }

    /** A user, logged in; what to send as Authorization. */
    String login(String name, List<String> roles, List<String> traders) {
        doors.doorkeeper().add(name, roles, traders, PASSWORD);
        return login(name);
    }

    /** The same user once more. */
    String login(String name) {
        return "Bearer " + doors.doorkeeper().login(name, PASSWORD.clone()).token();
    }

    HttpResponse<String> send(String authorization, String method, String path, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
                .header("Content-Type", "application/json")
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        return send(request);
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    AdminToken admin() {
        return admin;
    }

    Doors doors() {
        return doors;
    }

    int port() {
        return http.port();
    }

    List<String> paths() {
        return http.paths();
    }

    @Override
    public void close() {
        http.close();
        doors.console().close();
        doors.audit().close();
    }
}
