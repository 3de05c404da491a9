package io.portcullis.host.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.portcullis.host.access.UserView;
import io.portcullis.host.access.Users;
import io.portcullis.host.config.AccessSettings;
import io.portcullis.host.server.ServerFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The list of users: through the server when one runs, else on the data folder, which takes the right to write there. */
@Command(
        name = "users",
        description = "Keep the list of users. Works without a server.",
        synopsisSubcommandLabel = "COMMAND")
final class UsersCommand implements Runnable {
    private static final String ROW = "%-32s %-40s %s";

    private final Terminal terminal;

    @Spec
    private CommandSpec spec;

    UsersCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "one of add, list, passwd, remove is missing");
    }

    @Command(name = "list", description = "Show everybody with roles and grants.")
    int list(@Mixin ServerOption data, @Mixin JsonOption json) {
        List<JsonNode> rows = new ArrayList<>();
        if (isServed(data)) {
            data.server().get("/v1/users").path("users").forEach(rows::add);
        } else {
            int passwordKib = AccessSettings.read(data.home()).passwordKib();
            Users.load(data.home(), passwordKib).list().forEach(user -> rows.add(OfflineUsers.json(user)));
        }
        if (json.isOn()) {
            terminal.json(Map.of("users", rows));
        } else {
            terminal.line(String.format(ROW, "USER", "ROLES", "ORDERS AS").stripTrailing());
            rows.forEach(row -> terminal.line(row(row)));
        }
        return ExitCode.OK.number();
    }

    @Command(name = "add", description = "Put somebody on the list.")
    int add(
            @Mixin ServerOption data,
            @Mixin JsonOption json,
            @Mixin PasswordOption password,
            @Parameters(paramLabel = "NAME", description = "small letters, digits, '.', '_', '-'") String name,
            @Option(
                            names = "--role",
                            split = ",",
                            paramLabel = "ROLE",
                            description = "viewer, officer, approver, operator, admin; several by commas")
                    List<String> roles,
            @Option(
                            names = "--orders-as",
                            split = ",",
                            paramLabel = "TRADER",
                            description = "may send orders that are attributed to these traders")
                    List<String> traders)
            throws IOException {
        List<String> asked = roles == null ? List.of() : roles;
        List<String> as = traders == null ? List.of() : traders;
        char[] secret = password.chosen(name);
        JsonNode added = isServed(data)
                ? data.server()
                        .post(
                                "/v1/users/add",
                                Map.of("name", name, "roles", asked, "traders", as, "password", new String(secret)))
                : OfflineUsers.change(data.home(), "users add", name + " " + String.join(", ", asked), keeper -> {
                    UserView view = keeper.add(name, asked, as, secret);
                    return OfflineUsers.json(view);
                });
        say(json, added, "added " + row(added).strip());
        return ExitCode.OK.number();
    }

    @Command(name = "remove", description = "Take somebody off the list; their logins end.")
    int remove(
            @Mixin ServerOption data,
            @Mixin JsonOption json,
            @Parameters(paramLabel = "NAME", description = "who") String name) {
        JsonNode removed = isServed(data)
                ? data.server().post("/v1/users/remove", Map.of("name", name))
                : OfflineUsers.change(data.home(), "users remove", name, keeper -> {
                    keeper.remove(name);
                    return OfflineUsers.json(Map.of("removed", name));
                });
        say(json, removed, "removed " + name);
        return ExitCode.OK.number();
    }

    @Command(name = "passwd", description = "Set a password, your own when no name is given; the logins under it end.")
    int passwd(
            @Mixin ServerOption data,
            @Mixin JsonOption json,
            @Mixin PasswordOption password,
            @Parameters(paramLabel = "NAME", arity = "0..1", description = "who") String name,
            @Option(
                            names = "--current-password-file",
                            paramLabel = "FILE",
                            description =
                                    "your present one, when it is your own that you change (default: it is asked for)")
                    Path current)
            throws IOException {
        JsonNode changed = name == null ? own(data, password, current) : others(data, password, name);
        say(json, changed, "changed the password of " + changed.path("changed").asText());
        return ExitCode.OK.number();
    }

    private static JsonNode own(ServerOption data, PasswordOption password, Path current) throws IOException {
        ServerClient server = data.server();
        String self = server.get("/v1/whoami").path("name").asText();
        char[] former = current == null
                ? PasswordOption.ask("present password of " + self + ": ")
                : PasswordOption.read(current);
        char[] secret = password.chosen(self);
        return server.post("/v1/password", Map.of("current", new String(former), "password", new String(secret)));
    }

    private static JsonNode others(ServerOption data, PasswordOption password, String name) throws IOException {
        char[] secret = password.chosen(name);
        return isServed(data)
                ? data.server().post("/v1/users/password", Map.of("name", name, "password", new String(secret)))
                : OfflineUsers.change(data.home(), "users passwd", name, keeper -> {
                    keeper.password(name, secret);
                    return OfflineUsers.json(Map.of("changed", name));
                });
    }

    private static boolean isServed(ServerOption data) {
        return ServerFile.findLive(data.home()).isPresent();
    }

    private void say(JsonOption json, JsonNode answer, String line) {
        if (json.isOn()) {
            terminal.json(answer);
        } else {
            terminal.line(line);
        }
    }

    /** Name, roles and grants in columns. */
    static String row(JsonNode user) {
        return String.format(ROW, user.path("name").asText(), joined(user.path("roles")), joined(user.path("traders")))
                .stripTrailing();
    }

    private static String joined(JsonNode texts) {
        List<String> all = new ArrayList<>();
        texts.forEach(text -> all.add(text.asText()));
        return all.isEmpty() ? "-" : String.join(", ", all);
    }
}
