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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The list of users of a data folder, {@code access/users.json}. Every change is on the disk before it counts. One process at a
 * time: the data folder's lock must be held.
 */
public final class Users {
    private static final int USERS_MAX = 1_000;

    private final Path file;
    private final int passwordKib;
    private SortedMap<String, User> byName;

    private Users(Path file, int passwordKib, SortedMap<String, User> byName) {
        this.file = file;
        this.passwordKib = passwordKib;
        this.byName = byName;
    }

    /**
     * Reads the list; a missing file is an empty one.
     *
     * @param passwordKib memory that hashing a new password takes
     * @throws ConfigException when others can read the file, or it is not what this class writes
     */
    public static Users load(Home home, int passwordKib) {
        Path file = home.access().resolve("users.json");
        try {
            return new Users(
                    file, passwordKib, Files.exists(file) ? parse(file, SecretFile.read(file)) : new TreeMap<>());
        } catch (IOException e) {
            throw new ConfigException("the list of users " + file + " cannot be read: " + e, e);
        }
    }

    private static SortedMap<String, User> parse(Path file, String text) {
        SortedMap<String, User> users = new TreeMap<>();
        try {
            for (JsonNode row : Json.tree(text).path("users")) {
                Identity identity = new Identity(
                        row.path("name").asText(),
                        Role.of(texts(row.path("roles"))),
                        Set.copyOf(texts(row.path("traders"))));
                users.put(
                        identity.name(),
                        new User(
                                identity,
                                PasswordHash.parse(row.path("password").asText())));
            }
        } catch (JsonProcessingException e) {
            throw new ConfigException(file + " is no list of users: line "
                    + (e.getLocation() == null ? "?" : e.getLocation().getLineNr()) + " cannot be read");
        } catch (IllegalArgumentException e) {
            throw new ConfigException(file + ": " + e.getMessage(), e);
        }
        return users;
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(value -> texts.add(value.asText()));
        return texts;
    }

    /**
     * Puts somebody on the list.
     *
     * @param roles as in {@link Role#text()}
     * @param traders as whom they may send orders
     * @param password who calls may wipe it afterwards
     * @throws ServerRefusal when the name is taken, or no such user can be
     */
    public synchronized UserView add(String name, List<String> roles, List<String> traders, char[] password) {
        if (byName.containsKey(name)) {
            throw new ServerRefusal(Kind.CONFLICT, "there is a user '" + name + "' already; remove them first");
        }
        if (byName.size() >= USERS_MAX) {
            throw new ServerRefusal(Kind.CONFLICT, "there are " + USERS_MAX + " users already, which is the most");
        }
        try {
            Identity identity = new Identity(name, Role.of(roles), Set.copyOf(traders));
            User.requirePossible(identity);
            User.requireSound(name, password);
            User user = new User(identity, PasswordHash.of(password, passwordKib));
            put(user);
            return user.view();
        } catch (IllegalArgumentException e) {
            throw new ServerRefusal(Kind.INVALID, e.getMessage());
        }
    }

    /**
     * Takes somebody off the list.
     *
     * @throws ServerRefusal when there is no such user
     */
    public synchronized void remove(String name) {
        require(name);
        SortedMap<String, User> changed = new TreeMap<>(byName);
        changed.remove(name);
        save(changed);
    }

    /**
     * Sets somebody's password.
     *
     * @throws ServerRefusal when there is no such user, or the password is not sound
     */
    public synchronized void password(String name, char[] password) {
        User user = require(name);
        try {
            User.requireSound(name, password);
        } catch (IllegalArgumentException e) {
            throw new ServerRefusal(Kind.INVALID, e.getMessage());
        }
        put(user.withPassword(PasswordHash.of(password, passwordKib)));
    }

    /** Everybody, by name. */
    public synchronized List<UserView> list() {
        return byName.values().stream().map(User::view).toList();
    }

    synchronized Optional<User> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    private User require(String name) {
        return find(name).orElseThrow(() -> new ServerRefusal(Kind.NOT_FOUND, "there is no user '" + name + "'"));
    }

    private void put(User user) {
        SortedMap<String, User> changed = new TreeMap<>(byName);
        changed.put(user.name(), user);
        save(changed);
    }

    private void save(SortedMap<String, User> changed) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (User user : changed.values()) {
            Map<String, Object> row = new TreeMap<>();
            row.put("name", user.name());
            row.put("roles", user.view().roles());
            row.put("traders", new TreeSet<>(user.identity().traders()));
            row.put("password", user.password().text());
            rows.add(row);
        }
        try {
            SecretFile.createFolder(file.getParent());
            SecretFile.write(file, Json.writePretty(Map.of("users", rows)) + "\n");
        } catch (IOException e) {
            throw new ServerRefusal(
                    Kind.CONFLICT, "the list of users " + file + " cannot be written: " + e.getMessage());
        }
        byName = changed;
    }
}
