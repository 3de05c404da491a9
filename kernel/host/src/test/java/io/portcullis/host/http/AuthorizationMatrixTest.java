package io.portcullis.host.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.codahale.metrics.MetricRegistry;
import com.fasterxml.jackson.databind.JsonNode;
import io.portcullis.host.config.Home;
import io.portcullis.host.server.Json;
import io.portcullis.host.server.ScriptedServer;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.management.JMException;
import javax.management.MBeanInfo;
import javax.management.MBeanOperationInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Who may do what, asked of the real doors: every path that the router has and every attribute and operation that the MBean
 * server has, once as everybody there can be. What comes out is the checked-in matrix, to the letter: a new path or operation
 * fails here until somebody has decided whose it is. All tests knock at the same doors: passwords are slow to look at, on purpose.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AuthorizationMatrixTest {
    private static final Path MATRIX = Path.of("..", "..", "distribution", "docs", "authorization-matrix.csv");
    private static final Path FOUND = Path.of("target", "authorization-matrix.csv");
    private static final List<String> METHODS =
            List.of("GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS", "TRACE");
    private static final Set<Integer> REFUSED = Set.of(401, 403);

    @TempDir
    private static Path folder;

    private final MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
    private final MetricRegistry metrics = new MetricRegistry();
    /** Name of the column to what is sent as Authorization. */
    private final Map<String, String> callers = new LinkedHashMap<>();

    private OpenDoors doors;
    private int asked;

    @BeforeAll
    void open() {
        metrics.counter("gate.denied").inc();
        doors = OpenDoors.on(new Home(folder, folder), new ScriptedServer(), metrics);
        callers.put("anonymous", "");
        for (String role : List.of("viewer", "officer", "approver", "operator", "admin")) {
            String name = role.equals("admin") ? "the-admin" : role;
            callers.put(role, doors.login(name, List.of(role), List.of()));
        }
        callers.put("orders", doors.login("desk", List.of(), List.of("desk")));
        callers.put("admin-token", doors.admin().authorization());
    }

    @AfterAll
    void close() {
        doors.close();
    }

    @BeforeEach
    void countAnew() {
        asked = 0;
    }

    @Test
    void shouldAnswerEverybodyAsTheMatrixSays() throws Exception {
        List<String> found = new ArrayList<>();
        found.add("what," + String.join(",", callers.keySet()));
        for (String path : doors.paths()) {
            found.add(row(path, authorization -> mayHttp(path, authorization)));
        }
        int http = asked;
        for (ObjectName name : new TreeSet<>(beans.queryNames(new ObjectName("io.portcullis:*"), null))) {
            addRows(found, name, name.toString());
        }
        addRows(found, metric(), "io.portcullis.metrics:* of a counter");

        Files.write(FOUND, found);
        assertThat(found)
                .as("who may do what; when the change is meant, copy kernel/host/%s over %s", FOUND, MATRIX)
                .isEqualTo(Files.readAllLines(MATRIX));
        System.out.printf(
                "authorisation: %d rows, %d HTTP calls, %d MBean calls, all as in the matrix%n",
                found.size() - 1, http, asked - http);
    }

    @Test
    void shouldLetWhoOnlySendsOrdersPutNothingButAnAccountAtStake() {
        String desk = callers.get("orders");
        assertThat(doors.send(desk, "POST", "/v1/heartbeat", "{\"scope\":\"account:main\",\"seconds\":5}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(doors.send(desk, "POST", "/v1/heartbeat", "{\"scope\":\"global\",\"seconds\":5}")
                        .statusCode())
                .isEqualTo(403);
    }

    private static ObjectName metric() throws JMException {
        return new ObjectName("io.portcullis.metrics:name=gate.denied,type=counters");
    }

    private void addRows(List<String> found, ObjectName name, String shown) throws JMException {
        MBeanInfo info = beans.getMBeanInfo(name);
        for (String attribute : attributes(info)) {
            found.add(row("read " + shown + " " + attribute, caller -> mayCall(caller, read(name, attribute))));
        }
        MBeanOperationInfo[] operations = info.getOperations();
        Arrays.sort(operations, Comparator.comparing(MBeanOperationInfo::getName));
        for (MBeanOperationInfo operation : operations) {
            found.add(
                    row("exec " + shown + " " + operation.getName(), caller -> mayCall(caller, exec(name, operation))));
        }
    }

    private static Set<String> attributes(MBeanInfo info) {
        return Stream.of(info.getAttributes())
                .map(attribute -> attribute.getName())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private String row(String what, Function<String, Boolean> may) {
        return what
                + callers.values().stream()
                        .map(caller -> may.apply(caller) ? ",yes" : ",no")
                        .collect(Collectors.joining());
    }

    /** An empty document is refused by whatever reads it; who may not is refused before anybody reads. */
    private boolean mayHttp(String path, String authorization) {
        String[] parts = path.split(" ");
        boolean ends = parts[1].equals("/v1/logout") && authorization.startsWith("Bearer ");
        String sent = ends ? anotherLogin(authorization) : authorization;
        asked++;
        return !REFUSED.contains(doors.send(sent, parts[0], parts[1], parts[0].equals("POST") ? "{}" : "")
                .statusCode());
    }

    private String anotherLogin(String authorization) {
        String column = callers.entrySet().stream()
                .filter(entry -> entry.getValue().equals(authorization))
                .findFirst()
                .orElseThrow()
                .getKey();
        return switch (column) {
            case "admin-token" -> authorization;
            case "admin" -> doors.login("the-admin");
            case "orders" -> doors.login("desk");
            default -> doors.login(column);
        };
    }

    private boolean mayCall(String authorization, String document) {
        asked++;
        int status = doors.send(authorization, "POST", "/jolokia", document).statusCode();
        assertThat(status).as(document).isIn(200, 401, 403);
        return status == 200;
    }

    private static String read(ObjectName name, String attribute) {
        return Json.write(new TreeMap<>(Map.of("type", "read", "mbean", name.toString(), "attribute", attribute)));
    }

    private static String exec(ObjectName name, MBeanOperationInfo operation) {
        List<String> arguments =
                Stream.of(operation.getSignature()).map(parameter -> "x").toList();
        return Json.write(new TreeMap<>(Map.of(
                "type", "exec", "mbean", name.toString(), "operation", operation.getName(), "arguments", arguments)));
    }

    @Test
    void shouldRefuseEveryOtherMBeanOfThisProcessToEverybody() throws Exception {
        int names = 0;
        for (ObjectName name : new TreeSet<>(beans.queryNames(null, null))) {
            if (name.getDomain().startsWith("io.portcullis")) {
                continue;
            }
            names++;
            MBeanInfo info = beans.getMBeanInfo(name);
            for (String caller : callers.values()) {
                for (String attribute : attributes(info)) {
                    assertThat(mayCall(caller, read(name, attribute)))
                            .as("read %s %s", name, attribute)
                            .isFalse();
                }
                for (MBeanOperationInfo operation : info.getOperations()) {
                    assertThat(mayCall(caller, exec(name, operation)))
                            .as("exec %s %s", name, operation)
                            .isFalse();
                }
            }
        }
        assertThat(names).isGreaterThan(20);
        System.out.printf("authorisation: %d calls on %d MBeans of others, all refused%n", asked, names);
    }

    @Test
    void shouldRefuseEveryOtherMethodOnEveryPathToEverybody() {
        Set<String> paths =
                doors.paths().stream().map(path -> path.split(" ")[1]).collect(Collectors.toCollection(TreeSet::new));
        for (String path : paths) {
            for (String method : METHODS) {
                if (doors.paths().contains(method + " " + path)) {
                    continue;
                }
                callers.forEach((name, caller) -> {
                    asked++;
                    int status = doors.send(caller, method, path, "").statusCode();
                    assertThat(status)
                            .as("%s %s as %s", method, path, name)
                            .isIn(name.equals("anonymous") ? Set.of(401) : Set.of(403, 404, 405));
                });
            }
        }
        System.out.printf("authorisation: %d calls of other methods, all refused%n", asked);
    }

    @Test
    void shouldShowOnlyOurOwnMBeansAndOnlyTheOperationsThatOneMayCall() throws IOException {
        for (String role : List.of("viewer", "officer", "approver", "operator", "admin", "admin-token")) {
            String everything =
                    doors.send(callers.get(role), "POST", "/jolokia", """
                            [{"type":"list"},{"type":"search","mbean":"*:*"}]""").body();
            JsonNode answers = Json.tree(everything);
            Set<String> domains = new TreeSet<>();
            answers.path(0).path("value").fieldNames().forEachRemaining(domains::add);
            assertThat(domains).containsExactly("io.portcullis", "io.portcullis.metrics");
            Set<String> own = new TreeSet<>();
            answers.path(1).path("value").forEach(name -> {
                assertThat(name.asText()).matches("io\\.portcullis(\\.metrics)?:.*");
                if (name.asText().startsWith("io.portcullis:")) {
                    own.add(name.asText());
                }
            });
            assertThat(own).hasSize(8);
            JsonNode kill = answers.path(0)
                    .path("value")
                    .path("io.portcullis")
                    .path("type=KillSwitch")
                    .path("op");
            assertThat(kill.has("kill")).as(role + everything).isEqualTo(!role.equals("viewer"));
            assertThat(kill.has("resume"))
                    .as(role)
                    .isEqualTo(Set.of("approver", "admin", "admin-token").contains(role));
        }
    }
}
