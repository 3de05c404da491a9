package io.portcullis.host.http;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.codahale.metrics.MetricRegistry;
import io.portcullis.host.config.Home;
import io.portcullis.host.server.Json;
import io.portcullis.host.server.ScriptedServer;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class UserRoutesTest {
    private static final String ORDER = """
            {"key":"k1","account":"main","trader":"%s","instrument":"AAPL","side":"BUY","quantity":1,"type":"MARKET"}""";

    @TempDir
    private Path folder;

    private final ScriptedServer server = new ScriptedServer();
    private OpenDoors doors;

    @BeforeEach
    void open() {
        doors = OpenDoors.on(new Home(folder, folder), server, new MetricRegistry());
    }

    @AfterEach
    void close() {
        doors.close();
    }

    private static String basic(String name, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((name + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    private HttpResponse<String> post(String authorization, String path, String body) {
        return doors.send(authorization, "POST", path, body);
    }

    private String admin() {
        return doors.admin().authorization();
    }

    private static String user(String name, String role) {
        return "{\"name\":\"" + name + "\",\"roles\":[\"" + role + "\"],\"password\":\""
                + new String(OpenDoors.PASSWORD) + "\"}";
    }

    @Test
    void shouldRecordWhatIsDoneUnderTheNameThatWasProven() throws IOException {
        assertThat(post(admin(), "/v1/users/add", user("ann", "approver")).statusCode())
                .isEqualTo(200);
        String token = Json.tree(post(basic("ann", new String(OpenDoors.PASSWORD)), "/v1/login", "")
                        .body())
                .path("token")
                .asText();

        assertThat(post("Bearer " + token, "/v1/resume", "{\"scope\":\"global\"}")
                        .statusCode())
                .isEqualTo(200);

        assertThat(server.by).containsExactly("ann");
        assertThat(post("Bearer " + token, "/v1/resume", "{\"scope\":\"global\",\"by\":\"bob\"}")
                        .body())
                .contains("unknown field 'by'");
        doors.close();
        assertThat(audit())
                .anySatisfy(line -> assertThat(line)
                        .contains(
                                "\"who\":\"ann\"",
                                "\"standing\":\"approver\"",
                                "POST /v1/resume",
                                "\"on\":\"global\"",
                                "\"outcome\":\"DONE\"",
                                "\"asOfPosition\":13"));
    }

    @Test
    void shouldLetNobodyInByAGuessAndNotTellWhichHalfWasWrong() {
        doors.login("ann", List.of("viewer"), List.of());

        HttpResponse<String> name = post(basic("nobody", new String(OpenDoors.PASSWORD)), "/v1/login", "");
        HttpResponse<String> password = post(basic("ann", "wrong"), "/v1/login", "");

        assertThat(name.statusCode()).isEqualTo(401);
        assertThat(password.statusCode()).isEqualTo(401);
        assertThat(name.body()).isEqualTo(password.body());
        for (String header : List.of("", "Basic", "Basic !", "Basic YW5u", "Bearer x", "Digest x")) {
            assertThat(post(header, "/v1/login", "").statusCode()).as(header).isEqualTo(401);
        }
        for (int i = 0; i < 4; i++) {
            post(basic("ann", "wrong"), "/v1/login", "");
        }
        HttpResponse<String> early = post(basic("ann", new String(OpenDoors.PASSWORD)), "/v1/login", "");
        assertThat(early.statusCode()).isEqualTo(429);
        assertThat(early.headers().firstValue("retry-after")).isPresent();
    }

    @Test
    void shouldTakeOrdersOfThoseTradersOnlyThatAnAccountSpeaksFor() {
        String desk = doors.login("desk", List.of(), List.of("tom"));
        String officer = doors.login("ann", List.of("officer"), List.of());

        assertThat(post(desk, "/v1/orders", ORDER.formatted("tom")).statusCode())
                .isEqualTo(200);
        assertThat(post(desk, "/v1/orders", ORDER.formatted("bob")).statusCode())
                .isEqualTo(403);
        assertThat(post(officer, "/v1/orders", ORDER.formatted("ann")).body())
                .contains("an account that may send orders");
        assertThat(post(admin(), "/v1/orders", ORDER.formatted("bob")).statusCode())
                .isEqualTo(200);
        assertThat(server.asked).hasSize(2);
    }

    @Test
    void shouldRefuseEveryChangeButAKillWhenTheAuditCannotBeWritten() throws IOException {
        String admin = doors.login("carl", List.of("admin"), List.of());
        Files.writeString(folder.resolve("audit"), "a file where the folder should be");

        HttpResponse<String> resume = post(admin, "/v1/resume", "{\"scope\":\"global\"}");
        assertThat(resume.statusCode()).isEqualTo(503);
        assertThat(resume.body()).contains("audit", "nothing was done");
        assertThat(post(basic("carl", new String(OpenDoors.PASSWORD)), "/v1/login", "")
                        .statusCode())
                .isEqualTo(503);
        assertThat(server.asked).isEmpty();
        assertThat(post(admin, "/v1/kill", "{\"scope\":\"global\"}").statusCode())
                .isEqualTo(200);
        assertThat(server.by).containsExactly("carl");
    }

    /** Canaries in every place where a secret enters; then everything that the server says and writes is searched for them. */
    @Test
    void shouldNeverSayOrWriteDownASecret() throws IOException {
        List<String> canaries = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            canaries.add("canary-" + i + "-of-a-secret");
        }
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        Level former = root.getLevel();
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        root.addAppender(log);
        root.setLevel(Level.DEBUG);
        Logger own = (Logger) LoggerFactory.getLogger("io.portcullis");
        Level ownFormer = own.getLevel();
        own.setLevel(Level.DEBUG);
        // etc/logback.xml turns it down by name, because it writes whole headers at DEBUG
        ((Logger) LoggerFactory.getLogger("org.eclipse.jetty")).setLevel(Level.WARN);
        StringBuilder said = new StringBuilder();
        try {
            said.append(post(admin(), "/v1/users/add", secretUser("ann", canaries.get(0)))
                    .body());
            said.append(post(admin(), "/v1/users/add", secretUser("Bad Name", canaries.get(1)))
                    .body());
            said.append(post(admin(), "/v1/users/add", "{\"name\":\"x\",\"password\":{\"" + canaries.get(2) + "\":1}}")
                    .body());
            said.append(post(basic("ann", canaries.get(3)), "/v1/login", "").body());
            said.append(post(basic(canaries.get(4), "x"), "/v1/login", "").body());
            said.append(post("Bearer " + canaries.get(5), "/v1/kill", "{}").body());
            said.append(
                    post(admin(), "/v1/users/password", "{\"name\":\"ann\",\"password\":\"" + canaries.get(6) + "\"}")
                            .body());
            said.append(
                    post(admin(), "/v1/users/password", "{\"name\":\"no\",\"password\":\"" + canaries.get(7) + "\"}")
                            .body());
            String login = post(basic("ann", canaries.get(6)), "/v1/login", "").body();
            String token = Json.tree(login).path("token").asText();
            canaries.add(token);
            said.append(post(
                            "Bearer " + token,
                            "/v1/password",
                            "{\"current\":\"" + canaries.get(8) + "\",\"password\":\"" + canaries.get(9) + "\"}")
                    .body());
            canaries.add(doors.admin().authorization().substring(7));
            said.append(doors.send(admin(), "GET", "/v1/users", "").body());
            said.append(doors.send(admin(), "GET", "/v1/status", "").body());
            said.append(doors.send(admin(), "GET", "/metrics", "").body());
            said.append(post(
                            admin(),
                            "/jolokia",
                            "[{\"type\":\"list\"},{\"type\":\"read\",\"mbean\":\"io.portcullis:type=Session\"}]")
                    .body());
            said.append(doors.admin()).append(doors.doors().doorkeeper()).append(doors.doors());
        } finally {
            root.setLevel(former);
            own.setLevel(ownFormer);
            root.detachAppender(log);
        }
        doors.close();
        log.list.forEach(event -> said.append(event.getFormattedMessage()).append('\n'));
        for (String line : audit()) {
            said.append(line);
        }
        try (Stream<Path> files = Files.list(folder.resolve("access"))) {
            for (Path file : files.toList()) {
                said.append(Files.readString(file));
            }
        }
        assertThat(log.list).isNotEmpty();
        assertThat(said).contains("users/add");
        for (String canary : canaries) {
            assertThat(said).as("a secret").doesNotContain(canary);
        }
        System.out.printf("secrets: %d canaries, 0 found in %d characters%n", canaries.size(), said.length());
    }

    private static String secretUser(String name, String password) {
        return "{\"name\":\"" + name + "\",\"roles\":[\"viewer\"],\"password\":\"" + password + "\"}";
    }

    private List<String> audit() throws IOException {
        List<String> lines = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder.resolve("audit"))) {
            for (Path file : files.sorted().toList()) {
                lines.addAll(Files.readAllLines(file));
            }
        }
        return lines;
    }
}
