package io.portcullis.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a server opens to the outside: one port, on the loopback address, for those who have the token. */
class PortsIT {
    private static final String LISTENING = "0A";
    private static final String LOOPBACK_V4 = "0100007F";
    /** 127.0.0.1 as a socket for both families shows it. */
    private static final String LOOPBACK_MAPPED = "0000000000000000FFFF00000100007F";

    @TempDir
    private Path folder;

    private Installation installation;
    private Server server;
    private Door door;

    @BeforeEach
    void start() throws IOException {
        installation = Installation.copy(folder);
        server = installation.start("--profile", "dev", "--market", "generated");
        door = server.door();
        OrderLoad.awaitPrices(door);
    }

    @AfterEach
    void end() {
        installation.close();
    }

    @Test
    void shouldListenOnOneLoopbackPortKnowOnlyTheTokenAndNeverWriteItDown() throws IOException {
        Assumptions.assumeTrue(Files.isReadable(Path.of("/proc/net/tcp")), "no /proc/net/tcp on this system");
        Set<String> expected = Set.of(LOOPBACK_V4 + ":" + hexPort(), LOOPBACK_MAPPED + ":" + hexPort());
        List<String> listening = listening();
        assertThat(listening).as("listening sockets of the server").hasSize(1).isSubsetOf(expected);

        for (String path : List.of(
                "/v1/status",
                "/v1/limits",
                "/v1/features",
                "/v1/rules",
                "/v1/routes",
                "/v1/plugins",
                "/metrics",
                "/",
                "/nowhere",
                "/v1/../health",
                "/health/",
                "/console")) {
            assertThat(door.anonymously("GET", path))
                    .as("GET %s without a token", path)
                    .isEqualTo(401);
        }
        for (String path : List.of(
                "/v1/orders",
                "/v1/decide",
                "/v1/cancel",
                "/v1/kill",
                "/v1/resume",
                "/v1/flatten",
                "/v1/heartbeat",
                "/v1/stop",
                "/v1/rules/activate",
                "/v1/rules/submit",
                "/v1/rules/rollback",
                "/v1/requests/approve",
                "/v1/requests/refuse",
                "/v1/plugins/install",
                "/v1/plugins/remove",
                "/health")) {
            assertThat(door.anonymously("POST", path))
                    .as("POST %s without a token", path)
                    .isEqualTo(401);
        }
        assertThat(door.anonymously("GET", "/health")).isEqualTo(200);
        assertThat(server.process().isAlive()).isTrue();

        HttpResponse<String> wrong = new Door(door.port(), "wrong-" + door.token()).post("/v1/stop", "{}");
        assertThat(wrong.statusCode()).isEqualTo(401);
        server.stop(door);
        assertThat(filesWith(door.token())).as("files that hold the token").containsExactly("data/admin.token");
    }

    private String hexPort() {
        return String.format("%04X", door.port());
    }

    /** Local addresses of the sockets that belong to the server's process and listen. */
    private List<String> listening() throws IOException {
        Set<String> own = new HashSet<>();
        try (Stream<Path> descriptors =
                Files.list(Path.of("/proc", "" + server.process().pid(), "fd"))) {
            for (Path descriptor : descriptors.toList()) {
                if (Files.isSymbolicLink(descriptor)) {
                    own.add(Files.readSymbolicLink(descriptor).toString());
                }
            }
        }
        List<String> listening = new ArrayList<>();
        for (String table : List.of("/proc/net/tcp", "/proc/net/tcp6", "/proc/net/udp", "/proc/net/udp6")) {
            boolean udp = table.contains("udp");
            List<String> lines = Files.isReadable(Path.of(table)) ? Files.readAllLines(Path.of(table)) : List.of("");
            for (String line : lines.subList(1, lines.size())) {
                String[] words = line.strip().split("\\s+");
                boolean mine = own.contains("socket:[" + words[9] + "]");
                if (mine && (udp || words[3].equals(LISTENING))) {
                    listening.add(words[1]);
                }
            }
        }
        return listening;
    }

    private List<String> filesWith(String secret) throws IOException {
        List<String> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = folder.relativize(file).toString();
                boolean ours = name.startsWith("data") || name.startsWith("portcullis/outputs");
                if (ours
                        && Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1)
                                .contains(secret)) {
                    found.add(name);
                }
            }
        }
        return found;
    }
}
