package io.portcullis.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.awaitility.Awaitility;

/** A server process. */
final class Server {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration READY_MAX = Duration.ofSeconds(120);
    private static final Duration LOOK = Duration.ofMillis(5);

    private final Installation.Running running;
    private final Path data;
    private final long startedNanos;

    Server(Installation.Running running, Path data, long startedNanos) {
        this.running = running;
        this.data = data;
        this.startedNanos = startedNanos;
    }

    /** {@link System#nanoTime()} just before its process was made. */
    long startedNanos() {
        return startedNanos;
    }

    Process process() {
        return running.process();
    }

    /** Waits until it answers, and opens its door. */
    Door door() {
        Awaitility.await()
                .atMost(READY_MAX)
                .pollDelay(Duration.ZERO)
                .pollInterval(LOOK)
                .until(() -> {
                    if (!process().isAlive()) {
                        fail("the server ended with %d: %s", process().exitValue(), errors());
                    }
                    return port().isPresent();
                });
        try {
            return new Door(
                    port().orElseThrow(),
                    Files.readString(data.resolve("admin.token")).strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether it has said that it answers, also when it is gone by now. */
    boolean hasServed() throws IOException {
        return port().isPresent();
    }

    /** The port that this very process, not one before it, has said it listens on. */
    private Optional<Integer> port() throws IOException {
        try {
            JsonNode file = JSON.readTree(Files.readString(data.resolve("server.json")));
            boolean mine = file.path("pid").asLong() == process().pid();
            return mine ? Optional.of(file.path("port").asInt()) : Optional.empty();
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** kill -9, and waits until it is gone. */
    void kill9() {
        process().destroyForcibly();
        process().onExit().join();
    }

    /** Asks it to end, and waits. */
    void stop(Door door) {
        door.post("/v1/stop", "{}");
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> !process().isAlive());
        assertThat(process().exitValue()).as("exit code of a stopped server").isZero();
    }

    /** What it said when it was ready. */
    String firstLine() {
        try {
            return Files.readAllLines(running.out()).get(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String errors() {
        try {
            return Files.readString(running.err());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
