package io.portcullis.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** People with roles on the real server, and the doors of its JVM that are shut in profile prod. */
@TestInstance(Lifecycle.PER_CLASS)
class AccessIT {
    private static final Path MATRIX = Path.of("docs", "authorization-matrix.csv");

    @TempDir
    private static Path folder;

    private Installation installation;
    private String password;
    private Server server;
    private Door door;

    @BeforeAll
    void start() throws IOException {
        installation = Installation.copy(folder);
        password = secret("password", "correct horse battery").toString();
        for (String user : List.of("ann officer", "carl approver")) {
            String[] parts = user.split(" ");
            var added = askHere("users", "add", parts[0], "--role", parts[1], "--password-file", password);
            assertThat(added.status()).as(added.err()).isZero();
        }
        server = installation.start("--market", "none");
        door = server.door();
    }

    @AfterAll
    void end() {
        try {
            server.stop(door);
        } finally {
            installation.close();
        }
    }

    private Installation.Outcome ask(String... words) {
        return installation.run(with(installation, words));
    }

    private Installation.Outcome askHere(String... words) {
        return installation.runHere(with(installation, words));
    }

    private static String[] with(Installation on, String... words) {
        return Stream.concat(Arrays.stream(words), Stream.of("--data", on.data().toString()))
                .toArray(String[]::new);
    }

    private Path secret(String name, String text) throws IOException {
        Path file = Files.createFile(
                folder.resolve(name),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        return Files.writeString(file, text + "\n");
    }

    @Test
    void shouldLetPeopleDoWhatTheirRolesSayAndWriteItDown() throws Exception {
        String ann = login("ann");
        String carl = login("carl");

        var killed = ask("kill", "--scope", "venue:simulated", "--reason", "drill", "--token-file", ann);
        assertThat(killed.status()).as(killed.err()).isZero();
        var refused = askHere("resume", "--scope", "venue:simulated", "--token-file", ann);
        assertThat(refused.status()).isEqualTo(1);
        assertThat(refused.err()).contains("one of the roles approver, admin; ann is officer");
        JsonNode waits =
                Door.json(door.post("/v1/resume", "{\"scope\":\"venue:simulated\",\"reason\":\"it is over\"}"));
        assertThat(waits.path("state").asText()).isEqualTo("KILLED");
        String request = waits.path("request").asText();
        assertThat(door.post("/v1/requests/approve", "{\"request\":\"" + request + "\"}")
                        .statusCode())
                .as("its own request")
                .isEqualTo(403);
        var resumed = askHere("requests", "approve", request, "--token-file", carl);
        assertThat(resumed.status()).as(resumed.err()).isZero();
        assertThat(door.get("/v1/status").path("states").path("venue:simulated").asText())
                .isEmpty();

        List<String> audit = audit();
        assertThat(audit).anyMatch(line -> line.contains("\"offline\"") && line.contains("users add"));
        assertThat(audit)
                .anyMatch(line -> line.contains("\"ann\"") && line.contains("/v1/kill") && line.contains("drill"));
        assertThat(audit).anyMatch(line -> line.contains("\"ann\"") && line.contains("REFUSED"));
        assertThat(audit)
                .anyMatch(line -> line.contains("\"carl\"")
                        && line.matches(".*/v1/requests/approve.*DONE.*asOfPosition\":[1-9].*"));
        assertThat(askHere("audit", "verify").status()).isZero();
        for (String token : List.of(ann, carl)) {
            assertThat(filesWith(Files.readString(Path.of(token)).strip())).isEmpty();
        }
        assertThat(filesWith("correct horse battery")).isEmpty();
        asTheMatrixSays(door);
    }

    private String login(String name) {
        String token = folder.resolve(name + ".token").toString();
        var login = ask("login", "--user", name, "--password-file", password, "--token-file", token);
        assertThat(login.status()).as(login.err()).isZero();
        return token;
    }

    private List<String> audit() throws IOException {
        List<String> lines = new ArrayList<>();
        try (Stream<Path> files = Files.list(installation.data().resolve("audit"))) {
            for (Path file : files.sorted().toList()) {
                lines.addAll(Files.readAllLines(file));
            }
        }
        return lines;
    }

    private List<String> filesWith(String secret) throws IOException {
        List<String> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = folder.relativize(file).toString();
                boolean ours = name.startsWith("data") || name.startsWith("portcullis/outputs");
                if (ours && Files.readString(file, StandardCharsets.ISO_8859_1).contains(secret)) {
                    found.add(name);
                }
            }
        }
        return found;
    }

    /** The running console has what the matrix has: no attribute and no operation more, none less. */
    private static void asTheMatrixSays(Door door) throws IOException {
        JsonNode beans =
                Door.json(door.jolokia("{\"type\":\"list\"}")).path("value").path("io.portcullis");
        Set<String> found = new TreeSet<>();
        beans.properties().forEach(bean -> {
            String name = "io.portcullis:" + bean.getKey();
            bean.getValue().path("attr").fieldNames().forEachRemaining(attr -> found.add("read " + name + " " + attr));
            bean.getValue().path("op").fieldNames().forEachRemaining(op -> found.add("exec " + name + " " + op));
        });
        Set<String> expected = Files.readAllLines(MATRIX).stream()
                .map(line -> line.substring(0, line.indexOf(',')))
                .filter(what -> what.contains(" io.portcullis:"))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(found).as("attributes and operations of the running console").isEqualTo(expected);
        assertThat(door.jolokia("{\"type\":\"read\",\"mbean\":\"java.lang:type=Runtime\"}")
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void shouldShutTheDoorsOfTheJvmInProd() throws Exception {
        assertThat(jcmd(ProcessHandle.current().pid())).as("jcmd itself works").isZero();
        assertThat(jcmd(server.process().pid())).as("jcmd on a server in prod").isNotZero();
        String command = Files.readString(Path.of("/proc", "" + server.process().pid(), "cmdline"));
        assertThat(command).contains("-Djdk.serialFilter=", "!*");
        assertThat(server.process().isAlive()).isTrue();
    }

    @Test
    void shouldNotStartInProdWithADoorOpenedByHand() throws IOException {
        try (Installation opened = Installation.copy(folder.resolve("opened"))) {
            for (String opening : List.of(
                    "-Dcom.sun.management.jmxremote.port=0 -Dcom.sun.management.jmxremote.authenticate=false"
                            + " -Dcom.sun.management.jmxremote.ssl=false",
                    "-XX:-DisableAttachMechanism",
                    "-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=127.0.0.1:0")) {
                opened.environment("PORTCULLIS_OPTS", opening);
                var outcome = opened.run(with(opened, "start", "--market", "none"));
                assertThat(outcome.status()).as(opening).isEqualTo(1);
                assertThat(outcome.err())
                        .contains("portcullis: ", "PORTCULLIS_OPTS")
                        .doesNotContain("\tat ");
            }
        }
    }

    private int jcmd(long pid) throws Exception {
        Path tool = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        Process process = new ProcessBuilder(tool.toString(), Long.toString(pid), "VM.version")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("jcmd.out").toFile())
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }
}
