package io.portcullis.host.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.portcullis.host.config.ConfigException;
import io.portcullis.host.config.Home;
import io.portcullis.transport.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * data/server.json: where a running server can be found.
 *
 * @param pid its process
 * @param port its HTTP port on 127.0.0.1
 * @param startedAt when the process started, which tells it from a later one with the same number
 * @param profile dev or prod
 */
public record ServerFile(long pid, int port, Instant startedAt, String profile) {
    /** Operating systems round start times differently from one call to the next. */
    private static final Duration START_TOLERANCE = Duration.ofSeconds(2);

    /** The entry of this very process. */
    public static ServerFile ofThisProcess(int port, String profile) {
        ProcessHandle self = ProcessHandle.current();
        Instant started = self.info().startInstant().orElseGet(Instant::now);
        return new ServerFile(self.pid(), port, started, profile);
    }

    /** Writes the file; a reader sees all of it or none. */
    public void write(Home home) {
        Path file = home.serverFile();
        Map<String, Object> fields = new TreeMap<>();
        fields.put("pid", pid);
        fields.put("port", port);
        fields.put("startedAt", startedAt.toString());
        fields.put("profile", profile);
        try {
            Files.createDirectories(home.data());
            AtomicFile.write(file, (Json.write(fields) + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new ConfigException(file + " cannot be written: " + e, e);
        }
    }

    /** Takes the file away, when it is still ours. */
    public void remove(Home home) {
        try {
            if (read(home).filter(this::equals).isPresent()) {
                Files.deleteIfExists(home.serverFile());
            }
        } catch (IOException e) {
            throw new ConfigException(home.serverFile() + " cannot be removed: " + e, e);
        }
    }

    /** The server of a data folder, when it is alive; a file that a dead one left behind counts for nothing. */
    public static Optional<ServerFile> findLive(Home home) {
        return read(home).filter(ServerFile::isAlive);
    }

    /**
     * The file as it stands, alive or not.
     *
     * @throws ConfigException when it cannot be read
     */
    public static Optional<ServerFile> read(Home home) {
        Path file = home.serverFile();
        try {
            JsonNode json = Json.tree(Files.readString(file));
            ServerFile server = new ServerFile(
                    json.path("pid").asLong(-1),
                    json.path("port").asInt(-1),
                    Instant.parse(json.path("startedAt").asText()),
                    json.path("profile").asText());
            if (server.pid() <= 0 || server.port() <= 0 || server.port() > 65535) {
                throw new ConfigException(file + " must hold a pid and a port; delete it if no server runs there");
            }
            return Optional.of(server);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (JsonProcessingException | DateTimeParseException e) {
            throw new ConfigException(file + " is no server file; delete it if no server runs there", e);
        } catch (IOException e) {
            throw new ConfigException(file + " cannot be read: " + e, e);
        }
    }

    private boolean isAlive() {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .filter(this::startedThen)
                .isPresent();
    }

    /** Process numbers are used again: a live process that started at another time is not our server. */
    private boolean startedThen(ProcessHandle process) {
        return process.info()
                .startInstant()
                .map(start -> Duration.between(start, startedAt).abs().compareTo(START_TOLERANCE) <= 0)
                .orElse(true);
    }
}
