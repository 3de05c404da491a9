package io.portcullis.host.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.codahale.metrics.MetricRegistry;
import com.fasterxml.jackson.databind.JsonNode;
import io.portcullis.host.config.ConfigException;
import io.portcullis.host.config.Home;
import io.portcullis.host.metrics.Family;
import io.portcullis.host.metrics.Metrics;
import io.portcullis.host.server.Json;
import io.portcullis.host.server.ScriptedServer;
import io.portcullis.host.server.Tightening;
import io.portcullis.model.gate.Scope;
import io.portcullis.model.order.OrderRequest;
import io.portcullis.model.order.TimeInForce;
import io.portcullis.testkit.PrometheusText;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpApiTest {
    private static final String ORDER = """
            {"key":"k1","account":"main","trader":"ann","instrument":"AAPL","side":"BUY","quantity":100,"type":"LIMIT","limit":187.25}
            """;
    private static final List<String> PATHS = List.of(
            "/",
            "/v1/orders",
            "/v1/decide",
            "/v1/cancel",
            "/v1/status",
            "/v1/limits",
            "/v1/limits/set",
            "/v1/features",
            "/v1/plugins",
            "/v1/plugins/install",
            "/v1/plugins/remove",
            "/v1/rules",
            "/v1/rules/activate",
            "/v1/rules/history",
            "/v1/rules/rollback",
            "/v1/rules/submit",
            "/v1/requests",
            "/v1/requests/approve",
            "/v1/requests/refuse",
            "/v1/routes",
            "/v1/at",
            "/v1/kill",
            "/v1/kills",
            "/v1/heartbeat",
            "/v1/resume",
            "/v1/stop",
            "/metrics",
            "/v1/doctor",
            "/v1/support",
            "/nothing",
            "/health/",
            "/health/x",
            "//health",
            "/HEALTH");

    @TempDir
    private Path folder;

    private final ScriptedServer server = new ScriptedServer();
    private final MetricRegistry metrics = new MetricRegistry();
    private final HttpClient client = HttpClient.newHttpClient();
    private OpenDoors doors;

    @BeforeEach
    void start() {
        doors = OpenDoors.on(new Home(folder, folder), server, metrics);
    }

    @AfterEach
    void stop() {
        doors.close();
    }

    @Test
    void shouldTellTheAnonymousNothingButThatItIsUp() throws Exception {
        HttpResponse<String> health = client.send(request("/health").GET().build(), BodyHandlers.ofString());

        assertThat(health.statusCode()).isEqualTo(200);
        assertThat(health.body()).isEqualTo("{\"status\":\"up\"}\n");
        assertThat(health.headers().map()).doesNotContainKey("server");
    }

    @Test
    void shouldAnswer401OnEveryPathAndMethodWithoutTheToken() throws Exception {
        for (String path : PATHS) {
            for (String method : List.of("GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS")) {
                var bare = request(path)
                        .method(method, BodyPublishers.ofString(ORDER))
                        .build();
                var wrong = request(path)
                        .header("Authorization", "Bearer " + "0".repeat(64))
                        .method(method, BodyPublishers.ofString(ORDER))
                        .build();
                assertThat(client.send(bare, BodyHandlers.ofString()).statusCode())
                        .as(method + " " + path)
                        .isEqualTo(401);
                assertThat(client.send(wrong, BodyHandlers.ofString()).statusCode())
                        .as(method + " " + path)
                        .isEqualTo(401);
            }
        }
        for (String method : List.of("POST", "PUT", "DELETE", "HEAD")) {
            var health =
                    request("/health").method(method, BodyPublishers.noBody()).build();
            assertThat(client.send(health, BodyHandlers.ofString()).statusCode())
                    .as(method)
                    .isEqualTo(401);
        }
        assertThat(server.asked).isEmpty();
    }

    @Test
    void shouldHandAnOrderOverAsItWasWritten() throws Exception {
        HttpResponse<String> answer = post("/v1/orders", ORDER);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(Json.tree(answer.body()).path("verdict").asText()).isEqualTo("ALLOW");
        OrderRequest asked = (OrderRequest) server.asked.get(0);
        assertThat(asked.key()).hasToString("k1");
        assertThat(asked.quantity()).hasToString("100");
        assertThat(asked.limit()).hasToString("187.25");
        assertThat(asked.timeInForce()).isEqualTo(TimeInForce.DAY);
    }

    @Test
    void shouldAnswerADenialAsAnAnswerWithItsReasons() throws Exception {
        HttpResponse<String> answer = post("/v1/orders", ORDER.replace("AAPL", "DENIED"));

        assertThat(answer.statusCode()).isEqualTo(200);
        var reason = Json.tree(answer.body()).path("reasons").path(0);
        assertThat(reason.path("rule").asText()).isEqualTo("name.max");
        assertThat(reason.path("number").asInt()).isEqualTo(3001);
        assertThat(reason.path("limit").isNull()).isTrue();
    }

    @Test
    void shouldDecideWithAndWithoutAKey() throws Exception {
        assertThat(post("/v1/decide", ORDER).statusCode()).isEqualTo(200);
        HttpResponse<String> answer = post("/v1/decide", ORDER.replace("\"key\":\"k1\",", ""));

        assertThat(Json.tree(answer.body())
                        .path("headroom")
                        .path(0)
                        .path("headroom")
                        .asDouble())
                .isEqualTo(1.5);
    }

    /** The quotes of the document are written as ', so that the table can be read. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            'quantity':100            | 'quantity':NaN              | NaN and Infinity are no numbers
            'quantity':100            | 'quantity':-Infinity        | no valid JSON
            'quantity':100            | 'quantity':'NaN'            | field 'quantity' must be a number above 0
            'quantity':100            | 'quantity':'100'            | field 'quantity' must be a number above 0
            'quantity':100            | 'quantity':0                | above 0
            'quantity':100            | 'quantity':-1               | above 0
            'quantity':100            | 'quantity':1000000001       | at most 1000000000
            'quantity':100            | 'quantity':1e400            | at most 1000000000
            'quantity':100            | 'quantity':1e999999999      | at most 1000000000
            'quantity':100            | 'quantity':1e-999999999     | at most 8 decimals
            'quantity':100            | 'quantity':0.123456789      | at most 8 decimals
            'quantity':100            | 'quantity':99999999999999999999999999999999999999999999 | no valid JSON
            'quantity':100            | 'quantity':true             | field 'quantity' must be
            'quantity':100            | 'quantity':null             | field 'quantity' must be
            'quantity':100            | 'quantity':[100]            | field 'quantity' must be
            'quantity':100            | 'quantity':0x64             | no valid JSON
            'quantity':100            | 'quantity':100,'quantity':1 | Duplicate field 'quantity'
            'quantity':100            | 'quantity':100,'leverage':2 | unknown field 'leverage'
            'quantity':100,           |                             | field 'quantity' is missing
            'key':'k1',               |                             | field 'key' is missing
            'key':'k1'                | 'key':''                    | field 'key'
            'key':'k1'                | 'key':'a b'                 | field 'key'
            'key':'k1'                | 'key':7                     | field 'key' must be a string
            'account':'main',         |                             | field 'account' is missing
            'trader':'ann'            | 'trader':'flatten'          | 'flatten' is the engine itself
            'side':'BUY'              | 'side':'buy'                | one of [BUY, SELL]
            'side':'BUY'              | 'side':1                    | one of [BUY, SELL]
            'type':'LIMIT'            | 'type':'STOP'               | one of [MARKET, LIMIT]
            'type':'LIMIT'            | 'type':'MARKET'             | must be left out of a MARKET order
            'limit':187.25            | 'limit':1e9                 | at most 100000000
            ,'limit':187.25           |                             | field 'limit' is missing
            'limit':187.25            | 'limit':{'a':1}             | got an object
            'limit':187.25}           | 'limit':187.25} {}          | something follows
            'limit':187.25}           | 'limit':187.25              | no valid JSON
            """)
    void shouldRefuseWhatIsNotAnOrder(String part, String by, String why) throws Exception {
        String document = ORDER.replace(quoted(part), quoted(by));
        assertThat(document).isNotEqualTo(ORDER);

        for (String path : List.of("/v1/orders", "/v1/decide")) {
            boolean keyIsOptional = path.equals("/v1/decide") && why.equals("field 'key' is missing");
            HttpResponse<String> answer = post(path, document);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(keyIsOptional ? 200 : 400);
            if (!keyIsOptional) {
                assertThat(Json.tree(answer.body()).path("error").asText()).contains(why);
            }
        }
        assertThat(server.asked).allMatch(any -> why.equals("field 'key' is missing"));
    }

    private static String quoted(String text) {
        return text == null ? "" : text.replace('\'', '"');
    }

    @Test
    void shouldRefuseABodyThatIsNoObjectOrTooLarge() throws Exception {
        for (String body : List.of("", "[]", "7", "null", "\"x\"", "{", "{}".repeat(40_000), "[".repeat(5_000))) {
            assertThat(post("/v1/orders", body).statusCode())
                    .as(body.substring(0, Math.min(5, body.length())))
                    .isEqualTo(400);
        }
        assertThat(server.asked).isEmpty();
    }

    @Test
    void shouldShowNoStackTraceAndNoMessageOfADefect() throws Exception {
        HttpResponse<String> answer = post("/v1/orders", ORDER.replace("AAPL", "DEFECT"));

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body())
                .contains("reference")
                .doesNotContain("secret-of-the-stack")
                .doesNotContain("Exception");
    }

    @Test
    void shouldTellARefusalByItsStatus() throws Exception {
        assertThat(post("/v1/orders", ORDER.replace("AAPL", "LATE")).statusCode())
                .isEqualTo(504);
        assertThat(post("/v1/cancel", "{\"orderId\":\"none\"}").statusCode()).isEqualTo(404);
        assertThat(post("/v1/plugins/remove", "{\"name\":\"none\"}").statusCode())
                .isEqualTo(404);
        assertThat(post("/v1/plugins/install?file=../x.jar", "PK").statusCode()).isEqualTo(400);
        assertThat(post("/v1/plugins/install?file=x.jar&allowDowngrade=yes", "PK")
                        .body())
                .contains("must be true or false");
        assertThat(post("/v1/kill", "{\"scope\":\"everything\"}").body()).contains("venue:NAME");
        assertThat(post("/v1/kill", "{}").statusCode()).isEqualTo(400);
        assertThat(post("/v1/kill", "{\"scope\":\"global\",\"drill\":\"yes\"}").body())
                .contains("field 'drill' must be true or false");
        assertThat(post("/v1/heartbeat", "{\"scope\":\"account:main\",\"seconds\":3601}")
                        .body())
                .contains("a whole number from 0 to 3600");
        assertThat(post("/nothing", "{}").statusCode()).isEqualTo(404);
        assertThat(get("/v1/orders").statusCode()).isEqualTo(405);
        assertThat(server.asked).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/status,phase",
        "/v1/limits,limits",
        "/v1/kills,kills",
        "/v1/features?instrument=AAPL,features",
        "/v1/rules,activeHash",
        "/v1/rules/history,steps",
        "/v1/rules/history?last=1000,steps",
        "/v1/requests,requests",
        "/v1/routes,routes",
        "/v1/at?when=now&what=kill,answer",
        "/v1/plugins,plugins",
        "/v1/doctor,findings",
        "/v1/support,threads"
    })
    void shouldAnswerWhoHoldsTheToken(String path, String field) throws Exception {
        HttpResponse<String> answer = get(path);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(Json.tree(answer.body()).has(field)).isTrue();
    }

    @Test
    void shouldTakeWhatOfficersDoWithTheirReasonOnly() throws Exception {
        String pack = "{\"pack\":\"/rules/portfolio\",\"reason\":\"more room\"}";
        JsonNode put = Json.tree(post("/v1/rules/submit", pack).body());
        assertThat(put.path("outcome").asText()).isEqualTo("WAITS");
        assertThat(put.path("request").asText()).isEqualTo("R1");
        assertThat(post("/v1/rules/activate", pack).statusCode()).isEqualTo(200);
        assertThat(post("/v1/rules/rollback", "{\"reason\":\"back\"}").statusCode())
                .isEqualTo(200);
        assertThat(post("/v1/requests/approve", "{\"request\":\"R1\"}").statusCode())
                .isEqualTo(200);
        assertThat(post("/v1/requests/approve", "{\"request\":\"R9\"}").statusCode())
                .isEqualTo(404);
        assertThat(post("/v1/requests/refuse", "{\"request\":\"R1\",\"reason\":\"no\"}")
                        .statusCode())
                .isEqualTo(200);
        String lower = "{\"limit\":\"gross-max\",\"value\":1.2,\"until\":\"2026-01-02T00:00:00Z\",\"reason\":\"news\"}";
        assertThat(post("/v1/limits/set", lower).statusCode()).isEqualTo(200);
        assertThat(server.asked)
                .contains(
                        "/rules/portfolio: more room",
                        "R1 no",
                        new Tightening(
                                "gross-max",
                                "global",
                                new BigDecimal("1.2"),
                                "",
                                Instant.parse("2026-01-02T00:00:00Z"),
                                "news"));
        assertThat(server.by).containsOnly("admin");

        int asked = server.asked.size();
        for (String path : List.of("/v1/rules/submit", "/v1/rules/activate")) {
            assertThat(post(path, "{\"pack\":\"/rules/portfolio\"}").body()).contains("field 'reason' is missing");
            assertThat(post(path, "{\"pack\":\" \",\"reason\":\"x\"}").body()).contains("'pack' must be a folder");
        }
        assertThat(post("/v1/rules/rollback", "{\"reason\":\" \"}").body()).contains("1 to 200 characters");
        assertThat(post("/v1/requests/refuse", "{\"request\":\"R1\"}").statusCode())
                .isEqualTo(400);
        assertThat(post("/v1/limits/set", lower.replace("T00:00:00Z", "")).body())
                .contains("a time with its zone");
        assertThat(get("/v1/rules/history?last=0").statusCode()).isEqualTo(400);
        assertThat(server.asked).hasSize(asked);
    }

    @Test
    void shouldTellADrillFromAKill() throws Exception {
        JsonNode drill = Json.tree(post("/v1/kill", "{\"scope\":\"sector:Health Care\",\"drill\":true}")
                .body());
        assertThat(drill.path("drill").asBoolean()).isTrue();
        assertThat(drill.path("channelMillis").isNull()).isTrue();
        assertThat(post("/v1/kill", "{\"scope\":\"agent:value\",\"drill\":false}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(post("/v1/heartbeat", "{\"scope\":\"sector:Energy\",\"seconds\":5}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(server.asked)
                .containsExactly("drill sector:Health Care", Scope.parse("agent:value"), "heartbeat sector:Energy 5");
    }

    @Test
    void shouldSayWhichFeaturesItCannotShow() throws Exception {
        assertThat(get("/v1/features?instrument=GONE").statusCode()).isEqualTo(404);
        assertThat(get("/v1/features").statusCode()).isEqualTo(400);
        assertThat(get("/v1/features?instrument=a%20b").body()).contains("query parameter 'instrument'");
    }

    @Test
    void shouldAnswerForAMomentOfThePast() throws Exception {
        JsonNode past = Json.tree(
                get("/v1/at?when=2026-01-02T01%3A00%3A00%2B01%3A00&what=orders").body());
        assertThat(past.path("asked").asText()).isEqualTo("2026-01-02T01:00:00+01:00");
        assertThat(past.path("what").asText()).isEqualTo("orders");
        assertThat(past.path("asOfPosition").asLong()).isEqualTo(70);
        assertThat(past.path("notes")).hasSize(1);

        assertThat(get("/v1/at?when=77&what=kill").statusCode()).isEqualTo(404);
        assertThat(get("/v1/at?when=77&what=kill").body()).contains("the log ends at position 70");
        assertThat(get("/v1/at?when=now").statusCode()).isEqualTo(400);
        assertThat(get("/v1/at?when=now").body()).contains("query parameter 'what' is missing");
        assertThat(get("/v1/at?what=kill").body()).contains("query parameter 'when' is missing");
    }

    @Test
    void shouldShowMetricsInThePrometheusFormat() throws Exception {
        new Metrics(metrics).counter(Family.DENIALS, "KILLED").inc(5);
        get("/v1/status");
        get("/v1/nothing");
        Awaitility.await().untilAsserted(() -> {
            PrometheusText page = PrometheusText.parse(get("/metrics").body());
            assertThat(page.value("walk_6_gate_denials_total", "code", "KILLED"))
                    .isEqualTo(5);
            assertThat(page.value("portcullis_http_requests_total", "path", "/v1/status", "status", "200"))
                    .isEqualTo(1);
            assertThat(page.value("portcullis_http_requests_total", "path", "other", "status", "404"))
                    .isEqualTo(1);
            assertThat(page.value("portcullis_http_request_seconds_count")).isPositive();
        });
    }

    @Test
    void shouldCarryTheCallersCorrelationIdAndRefuseToEchoAnythingElse() throws Exception {
        assertThat(correlation("desk-7")).isEqualTo("desk-7");
        assertThat(correlation("<script>")).matches("[0-9a-f-]{36}");
        assertThat(correlation("x".repeat(65))).matches("[0-9a-f-]{36}");
        HttpResponse<String> none = client.send(request("/nothing").GET().build(), BodyHandlers.ofString());
        assertThat(none.statusCode()).isEqualTo(401);
        assertThat(none.headers().firstValue("X-Correlation-Id")).isPresent();
    }

    private String correlation(String asked) throws Exception {
        HttpResponse<String> answer = client.send(
                request("/health").header("X-Correlation-Id", asked).GET().build(), BodyHandlers.ofString());
        return answer.headers().firstValue("X-Correlation-Id").orElseThrow();
    }

    @Test
    void shouldListenOnLoopbackOnly() throws Exception {
        for (NetworkInterface network : Collections.list(NetworkInterface.getNetworkInterfaces())) {
            for (InetAddress address : Collections.list(network.getInetAddresses())) {
                if (!address.isLoopbackAddress()) {
                    Assertions.assertThatThrownBy(() -> new Socket(address, doors.port()).close())
                            .isInstanceOf(IOException.class);
                }
            }
        }
        new Socket(InetAddress.getByName("127.0.0.1"), doors.port()).close();
    }

    @Test
    void shouldNameThePortThatIsInUse() {
        Assertions.assertThatThrownBy(() -> HttpApi.start(doors.doors(), doors.port()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(doors.port() + " on 127.0.0.1 is in use");
    }

    @Test
    void shouldKillWhileRequestsHoldEveryOtherThread() throws Exception {
        List<Socket> halfSent = new ArrayList<>();
        try {
            for (int i = 0; i < HttpApi.THREADS_OF_OTHERS_MAX; i++) {
                halfSent.add(halfAsk());
            }
            // the question itself may have taken the thread of one of them: then one more holds it
            Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> {
                halfSent.add(halfAsk());
                return get("/v1/status").statusCode() == 503;
            });

            HttpResponse<String> tooMany = post("/v1/orders", ORDER);
            assertThat(tooMany.statusCode()).isEqualTo(503);
            assertThat(tooMany.headers().firstValue("Retry-After")).hasValue("1");
            assertThat(Json.tree(tooMany.body()).path("error").asText()).contains("nothing was done");
            assertThat(post("/v1/kill", "{\"scope\":\"global\"}").statusCode()).isEqualTo(200);
            assertThat(server.asked).containsExactly(Scope.GLOBAL);
        } finally {
            for (Socket socket : halfSent) {
                socket.close();
            }
        }
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> get("/v1/status").statusCode() == 200);
    }

    /** A request whose body never comes: a thread waits for it. */
    private Socket halfAsk() throws IOException {
        Socket socket = new Socket(InetAddress.getByName("127.0.0.1"), doors.port());
        String head = "POST /v1/cancel HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: "
                + doors.admin().authorization() + "\r\nContent-Length: 100\r\n\r\n{";
        socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    @Test
    void shouldSayWhenToComeAgain() throws Exception {
        HttpResponse<String> answer = post("/v1/orders", ORDER.replace("AAPL", "BUSY"));

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).hasValue("1");
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + doors.port() + path));
    }

    private HttpResponse<String> get(String path) throws Exception {
        return client.send(
                request(path)
                        .header("Authorization", doors.admin().authorization())
                        .GET()
                        .build(),
                BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, String body) throws Exception {
        return client.send(
                request(path)
                        .header("Authorization", doors.admin().authorization())
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }
}
