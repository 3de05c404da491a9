package io.portcullis.host.access;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.portcullis.host.config.ConfigException;
import io.portcullis.host.config.Home;
import io.portcullis.host.server.Json;
import io.portcullis.host.server.ServerRefusal;
import io.portcullis.host.server.ServerRefusal.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * The logins that last, {@code access/sessions.json}: a hash per token, so that who reads the file cannot log in by it. They
 * outlive the process, because a desk must not be locked out by a restart. Looking one up takes no lock and no disk.
 */
final class SessionTokens {
    private static final int PER_USER_MAX = 16;

    private final Path file;
    private final Clock clock;
    private final Duration lasts;
    private final Map<String, Session> byHash = new ConcurrentHashMap<>();

    private SessionTokens(Path file, Clock clock, Duration lasts) {
        this.file = file;
        this.clock = clock;
        this.lasts = lasts;
    }

    /**
     * A login.
     *
     * @param name whose
     * @param expires from when on it counts no more
     */
    record Session(String name, Instant expires) {}

    /** Reads what an earlier process left. */
    static SessionTokens load(Home home, Clock clock, Duration lasts) {
        SessionTokens tokens = new SessionTokens(home.access().resolve("sessions.json"), clock, lasts);
        if (Files.exists(tokens.file)) {
            tokens.read();
        }
        return tokens;
    }

    private void read() {
        try {
            for (JsonNode row : Json.tree(SecretFile.read(file)).path("sessions")) {
                Instant expires = Instant.parse(row.path("expires").asText());
                byHash.put(
                        row.path("token").asText(), new Session(row.path("name").asText(), expires));
            }
        } catch (JsonProcessingException | DateTimeParseException e) {
            throw new ConfigException(file + " is no list of sessions; delete it, and everybody logs in again", e);
        } catch (IOException e) {
            throw new ConfigException(file + " cannot be read: " + e, e);
        }
    }

    /** Whose token this is, while it lasts. */
    Optional<Session> find(String token) {
        return Optional.ofNullable(byHash.get(Token.hash(token)))
                .filter(session -> clock.instant().isBefore(session.expires()));
    }

    /** A new login; the oldest of a user's goes when there are too many. */
    synchronized Login open(String name) {
        String token = Token.random();
        Instant expires = clock.instant().plus(lasts);
        byHash.values().removeIf(session -> !clock.instant().isBefore(session.expires()));
        List<Map.Entry<String, Session>> own = byHash.entrySet().stream()
                .filter(entry -> entry.getValue().name().equals(name))
                .sorted(Comparator.comparing(entry -> entry.getValue().expires()))
                .toList();
        own.stream().limit(Math.max(0, own.size() - PER_USER_MAX + 1)).forEach(entry -> byHash.remove(entry.getKey()));
        byHash.put(Token.hash(token), new Session(name, expires));
        save();
        return new Login(name, token, expires);
    }

    /** Ends one login. */
    void close(String token) {
        String hash = Token.hash(token);
        closeWhere(entry -> entry.getKey().equals(hash));
    }

    /** Ends every login of somebody. */
    void closeAll(String name) {
        closeWhere(entry -> entry.getValue().name().equals(name));
    }

    /** They count no more from here on, whether or not the disk takes it. */
    private synchronized void closeWhere(Predicate<Map.Entry<String, Session>> which) {
        if (byHash.entrySet().removeIf(which)) {
            save();
        }
    }

    private void save() {
        List<Map<String, Object>> rows = new ArrayList<>();
        new TreeMap<>(byHash)
                .forEach((hash, session) -> rows.add(new TreeMap<>(Map.of(
                        "token",
                        hash,
                        "name",
                        session.name(),
                        "expires",
                        session.expires().toString()))));
        try {
            SecretFile.createFolder(file.getParent());
            SecretFile.write(file, Json.writePretty(Map.of("sessions", rows)) + "\n");
        } catch (IOException e) {
            throw new ServerRefusal(
                    Kind.CONFLICT, "the list of sessions " + file + " cannot be written: " + e.getMessage());
        }
    }
}
