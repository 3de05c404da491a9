package io.portcullis.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.portcullis.testkit.CampaignLog;
import io.portcullis.testkit.PrometheusText;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** What a running server lets its operator see: the page, the lines, the doctor, the bundle. */
@TestInstance(Lifecycle.PER_CLASS)
class ObservabilityIT {
    private static final String NAME = "observability";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Path MANUAL = Path.of("docs", "metrics.md");
    private static final int DOCTOR_MILLIS_TARGET = 300;
    private static final int DOCTOR_MILLIS_MAX = 5_000;
    private static final Pattern DOCTOR = Pattern.compile("doctor: \\d+ checks in (\\d+) ms");

    /** Families whose lines come only when something happens that does not happen here. */
    private static final Set<String> EVENTUAL =
            Set.of("walk_1_dead_letters_total", "walk_3_agent_abstentions_total", "portcullis_alert");

    private static final String SECRET = "CaNaRy7Q";

    @TempDir
    private static Path folder;

    private Installation installation;
    private Server server;
    private Door door;

    @BeforeAll
    void start() throws IOException {
        installation = Installation.copy(folder);
        Path vendor = installation.root().resolve("etc/vendor.test.cfg");
        Files.writeString(vendor, "api.key = " + SECRET + "1\nurl = https://user:" + SECRET + "2@vendor/\n");
        Files.setPosixFilePermissions(vendor, PosixFilePermissions.fromString("rw-------"));
        server = installation.start("--profile", "dev", "--market", "generated");
        door = server.door();
        OrderLoad.awaitPrices(door);
    }

    @AfterAll
    void end() {
        installation.close();
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return HttpClient.newHttpClient()
                    .send(
                            request.header("Authorization", "Bearer " + door.token())
                                    .build(),
                            BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + door.port() + path));
    }

    private HttpResponse<String> order(String correlation, String body) {
        return send(
                request("/v1/orders").header("X-Correlation-Id", correlation).POST(BodyPublishers.ofString(body)));
    }

    private List<JsonNode> lines(String field, String value) throws IOException {
        List<JsonNode> found = new ArrayList<>();
        for (String line : Files.readAllLines(installation.data().resolve("logs/portcullis.jsonl"))) {
            if (line.contains(value) && line.endsWith("}")) {
                JsonNode json = Door.json(line);
                if (json.path(field).asText().equals(value)) {
                    found.add(json);
                }
            }
        }
        return found;
    }

    @Test
    void shouldTellOneOrdersWayFromTheRequestToTheDatabase() throws IOException {
        HttpResponse<String> answer = order("it-follow-1", OrderLoad.order("follow-1", "GEN002", "BUY", 1));
        assertThat(answer.headers().firstValue("X-Correlation-Id")).contains("it-follow-1");
        assertThat(Door.json(answer).path("verdict").asText()).isEqualTo("ALLOW");
        String orderId = Door.json(answer).path("orderId").asText();

        Awaitility.await().atMost(PATIENCE).untilAsserted(() -> {
            List<JsonNode> lines = lines("correlationId", "it-follow-1");
            List<Integer> steps = lines.stream()
                    .filter(line -> line.path("orderId").asText().equals(orderId))
                    .map(line -> line.path("walkStep").asInt())
                    .distinct()
                    .toList();
            // the decision may be in the database before the venue filled the order
            assertThat(steps).as("%s", lines).startsWith(6, 7).containsExactlyInAnyOrder(6, 7, 8, 9);
        });
        List<JsonNode> lines = lines("correlationId", "it-follow-1");
        assertThat(lines.get(0).path("message").asText()).startsWith("order asked for");
        assertThat(lines).allSatisfy(line -> {
            assertThat(line.path("key").asText()).isEqualTo("follow-1");
            assertThat(line.path("session").asText()).isNotEmpty();
            assertThat(line.path("logPosition").asLong()).isPositive();
        });
        assertThat(lines("orderId", orderId)).hasSize(lines.size() - 1);
    }

    @Test
    void shouldShowOnThePageWhatTheManualSaysAndNothingElse() throws IOException {
        String tooMany = OrderLoad.order("denied-1", "GEN003", "BUY", 900_000);
        assertThat(Door.json(order("it-denied", tooMany)).path("verdict").asText())
                .isNotEqualTo("ALLOW");
        // below the caps of the safety ring, so that it is a rule that speaks
        String aboveTheLimit = OrderLoad.order("denied-2", "GEN003", "BUY", 20_000);
        JsonNode denied = Door.json(order("it-denied-by-rule", aboveTheLimit));
        assertThat(denied.path("reasons").path(0).path("rule").asText())
                .as("%s", denied)
                .isNotEmpty();
        // a scope that stops nothing here: how far a kill has come is told of what is shut alone
        assertThat(door.post("/v1/kill", "{\"scope\":\"instrument:NOBODY\"}").statusCode())
                .isEqualTo(200);
        Map<String, String> manual = manual();

        Awaitility.await().atMost(PATIENCE).untilAsserted(() -> {
            PrometheusText page =
                    PrometheusText.parse(send(request("/metrics").GET()).body());
            Map<String, String> shown = new TreeMap<>();
            page.families().forEach((name, family) -> shown.put(name, family.type()));
            Set<String> missing = new TreeSet<>(manual.keySet());
            missing.removeAll(shown.keySet());
            missing.removeAll(EVENTUAL);
            missing.removeIf(name -> name.startsWith("jvm_") || name.startsWith("process_"));
            assertThat(missing).as("in the manual and not on the page").isEmpty();
            assertThat(shown)
                    .as("on the page as in the manual")
                    .allSatisfy((name, type) -> assertThat(manual).containsEntry(name, type));
            assertThat(page.value("walk_9_engine_up")).isEqualTo(1);
            assertThat(page.value("walk_8_fills_total")).isPositive();
            assertThat(page.value("walk_6_trading_state", "scope", "global")).isZero();
        });
        assertThat(door.post("/v1/resume", "{\"scope\":\"instrument:NOBODY\"}").statusCode())
                .isEqualTo(200);
    }

    /** Name to type. */
    private static Map<String, String> manual() throws IOException {
        Map<String, String> rows = new TreeMap<>();
        for (String line : Files.readAllLines(MANUAL)) {
            if (line.startsWith("| `")) {
                String[] cells = line.split("\\|", -1);
                rows.put(cells[1].strip().replace("`", ""), cells[2].strip());
            }
        }
        return rows;
    }

    @Test
    void shouldNotLetWhoWritesReasonsWriteLines() throws IOException {
        String reason =
                "drill\\n2026-01-01T00:00:00.000Z ERROR forged\\n{\\\"level\\\":\\\"ERROR\\\",\\\"message\\\":\\\"forged\\\"}";
        String kill = "{\"scope\":\"venue:other\",\"reason\":\"" + reason + "\"}";
        assertThat(door.post("/v1/kill", kill).statusCode()).isEqualTo(200);

        Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(lines("scope", "venue:other")).isNotEmpty());
        for (String line : Files.readAllLines(installation.data().resolve("logs/portcullis.log"))) {
            assertThat(line).matches("(\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}\\S+ [A-Z]+ .*|    \\| .*)");
        }
        assertThat(lines("message", "forged")).isEmpty();
        door.post("/v1/resume", "{\"scope\":\"venue:other\"}");
    }

    @Test
    void shouldExamineARunningServerFromWithin() throws IOException {
        var outcome = installation.run(
                "doctor", "--json", "--data", installation.data().toString());
        JsonNode checkup = Door.json(outcome.out());
        Map<String, String> levels = new TreeMap<>();
        checkup.path("findings")
                .forEach(finding -> levels.put(
                        finding.path("check").asText(), finding.path("level").asText()));
        assertThat(levels)
                .as(outcome.out())
                .containsEntry("java-add-opens", "OK")
                .containsEntry("java-exit-on-oom", "OK")
                .containsEntry("port", "OK")
                .containsEntry("settings", "WARN") // the planted secret, in a file that only its owner reads
                .containsEntry("limits", "OK")
                .containsEntry("server-file", "OK")
                .containsEntry("data-permissions", "OK")
                .containsEntry("secret-permissions", "OK");
        boolean failed = checkup.path("worst").asText().equals("FAIL");
        assertThat(outcome.status()).isEqualTo(failed ? 1 : 0);

        Matcher took = DOCTOR.matcher(Files.readString(installation.data().resolve("logs/portcullis.log")));
        assertThat(took.find()).as("a start says what the doctor took").isTrue();
        int millis = Integer.parseInt(took.group(1));
        Report.line(NAME, "doctor at the start: %d ms", millis);
        CampaignLog.record(NAME + ".doctor.start.millis", 0, 1, millis, millis < DOCTOR_MILLIS_TARGET);
        assertThat(millis).isLessThan(DOCTOR_MILLIS_MAX);
    }

    @Test
    void shouldBundleWhatHelpsAndNoSecret() throws IOException {
        String reason = "{\"scope\":\"venue:nowhere\",\"reason\":\"password=" + SECRET + "3\"}";
        door.post("/v1/kill", reason);
        door.post("/v1/resume", "{\"scope\":\"venue:nowhere\"}");
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> Files.readString(installation.data().resolve("logs/portcullis.jsonl"))
                        .contains(SECRET + "3"));
        Path zip = folder.resolve("support.zip");

        var outcome = installation.run(
                "support-bundle",
                "--json",
                "--out",
                zip.toString(),
                "--data",
                installation.data().toString());

        assertThat(outcome.status()).as(outcome.err()).isZero();
        assertThat(Door.json(outcome.out()).path("missing")).isEmpty();
        Map<String, String> entries = entries(zip);
        entries.forEach((name, text) -> assertThat(text).as(name).doesNotContain(SECRET, door.token()));
        assertThat(entries.keySet())
                .contains(
                        "README.txt",
                        "doctor.json",
                        "etc/server.cfg",
                        "etc/vendor.test.cfg",
                        "files/data.txt",
                        "jvm.json",
                        "logs/portcullis.jsonl",
                        "logs/portcullis.log",
                        "rules.txt",
                        "server/metrics.txt",
                        "server/plugins.json",
                        "server/routes.json",
                        "server/rules.json",
                        "server/status.json",
                        "threads.txt",
                        "versions.json");
        PrometheusText.parse(entries.get("server/metrics.txt"));
        assertThat(entries.get("threads.txt")).contains("portcullis-core");
        assertThat(Files.size(zip)).isLessThan(16 << 20);
    }

    @Test
    void shouldNotStartInProdOnWhatIsDangerousAndBundleWithoutAServer() throws IOException {
        try (Installation other = Installation.copy(folder.resolve("other"))) {
            Files.setPosixFilePermissions(other.root().resolve("rules"), PosixFilePermissions.fromString("rwxrwxrwx"));

            var refused = other.run(
                    "start", "--profile", "prod", "--data", other.data().toString());

            assertThat(refused.status()).isEqualTo(1);
            assertThat(refused.err().lines().filter(line -> line.startsWith("portcullis: ")))
                    .hasSize(1)
                    .allSatisfy(line -> assertThat(line)
                            .contains(
                                    "prod",
                                    "installation-permissions",
                                    other.root().resolve("rules").toString()));
            Path zip = folder.resolve("alone.zip");
            var bundle = other.run(
                    "support-bundle",
                    "--out",
                    zip.toString(),
                    "--data",
                    other.data().toString());
            assertThat(bundle.status()).as(bundle.err()).isZero();
            assertThat(bundle.out()).contains("no server runs");
            assertThat(entries(zip).get("doctor.json")).contains("installation-permissions", "FAIL");
        }
    }

    private static Map<String, String> entries(Path zip) throws IOException {
        Map<String, String> entries = new TreeMap<>();
        try (ZipFile file = new ZipFile(zip.toFile())) {
            for (ZipEntry entry : file.stream().toList()) {
                entries.put(
                        entry.getName(), new String(file.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return entries;
    }
}
