package io.portcullis.host.http;

import static io.portcullis.host.http.GuardedRoutes.body;
import static io.portcullis.host.http.HttpApi.answer;

import io.javalin.http.Context;
import io.portcullis.host.access.Caller;
import io.portcullis.host.access.Doorkeeper;
import io.portcullis.host.access.Identity;
import io.portcullis.host.access.Login;
import io.portcullis.host.access.LoginRefused;
import io.portcullis.host.access.Permission;
import io.portcullis.host.access.Role;
import io.portcullis.host.audit.AuditEntry;
import io.portcullis.host.audit.AuditEntry.Outcome;
import io.portcullis.host.audit.AuditTrail;
import io.portcullis.host.http.GuardedRoutes.Change;
import io.portcullis.host.server.ServerRefusal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Coming in, going out, and the list of users. */
final class UserRoutes {
    private static final String BASIC = "Basic ";

    private final Doorkeeper doorkeeper;
    private final AuditTrail audit;

    UserRoutes(Doorkeeper doorkeeper, AuditTrail audit) {
        this.doorkeeper = doorkeeper;
        this.audit = audit;
    }

    void register(GuardedRoutes routes) {
        routes.open("POST", Gatekeeper.LOGIN, this::login);
        routes.show("/v1/whoami", Permission.SELF, UserRoutes::whoAmI);
        routes.change("/v1/logout", Permission.SELF, this::logout);
        routes.change("/v1/password", Permission.SELF, this::ownPassword);
        routes.show(
                "/v1/users", Permission.USERS, context -> answer(context, 200, Map.of("users", doorkeeper.users())));
        routes.change("/v1/users/add", Permission.USERS, this::add);
        routes.change("/v1/users/remove", Permission.USERS, this::remove);
        routes.change("/v1/users/password", Permission.USERS, this::password);
    }

    /** Name and password come in the header that exists for them: a body is what gets logged by somebody, some day. */
    private void login(Context context) {
        Optional<Credentials> credentials = Credentials.of(context.header("Authorization"));
        if (credentials.isEmpty()) {
            audit.recordStranger(stranger(context, Gatekeeper.ANONYMOUS).came(Outcome.REFUSED, "401 no credentials"));
            answer(context, 401, Map.of("error", "send 'Authorization: Basic BASE64(NAME:PASSWORD)'"));
            return;
        }
        Credentials given = credentials.get();
        try {
            Login login = doorkeeper.login(given.name(), given.password());
            writeDown(context, login);
            answer(
                    context,
                    200,
                    Map.of(
                            "name",
                            login.name(),
                            "token",
                            login.token(),
                            "expires",
                            login.expires().toString()));
        } catch (LoginRefused e) {
            // people type passwords where the name belongs: only names that exist are written down
            String who = doorkeeper.knows(given.name()) ? given.name() : "unknown";
            audit.recordStranger(stranger(context, who).came(Outcome.REFUSED, "401 " + e.getMessage()));
            HttpApi.refuseLogin(context, e);
        } finally {
            Arrays.fill(given.password(), ' ');
        }
    }

    private static AuditEntry stranger(Context context, String who) {
        return AuditEntry.of(who, Gatekeeper.from(context), "POST " + Gatekeeper.LOGIN, "");
    }

    /** A login that nobody could find later is taken back. */
    private void writeDown(Context context, Login login) {
        Identity identity = doorkeeper.recognise(login.token()).orElseThrow();
        Caller caller = new Caller(identity, Gatekeeper.from(context));
        try {
            audit.require(AuditEntry.of(caller, "POST " + Gatekeeper.LOGIN, "").done(0));
        } catch (ServerRefusal e) {
            doorkeeper.logout(login.token());
            throw e;
        }
    }

    /**
     * What somebody says about themselves.
     *
     * @param name the name
     * @param password wiped after use
     */
    private record Credentials(String name, char[] password) {
        static Optional<Credentials> of(String header) {
            if (header == null || !header.startsWith(BASIC)) {
                return Optional.empty();
            }
            try {
                byte[] bytes = Base64.getDecoder().decode(header.substring(BASIC.length()));
                String text = new String(bytes, StandardCharsets.UTF_8);
                int colon = text.indexOf(':');
                return colon < 0
                        ? Optional.empty()
                        : Optional.of(new Credentials(
                                text.substring(0, colon),
                                text.substring(colon + 1).toCharArray()));
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
        }
    }

    private static void whoAmI(Context context) {
        Identity identity = Gatekeeper.caller(context).identity();
        List<String> roles = identity.roles().stream().sorted().map(Role::text).toList();
        answer(
                context,
                200,
                Map.of("name", identity.name(), "roles", roles, "traders", new TreeSet<>(identity.traders())));
    }

    private Change<?> logout(Context context, Caller caller) {
        String token = Gatekeeper.token(context).orElseThrow();
        return Change.of(caller.name(), () -> {
            doorkeeper.logout(token);
            return Map.of("loggedOut", caller.name());
        });
    }

    private Change<?> ownPassword(Context context, Caller caller) throws IOException {
        Fields fields = Fields.of(body(context));
        char[] current = fields.secret("current");
        char[] password = fields.secret("password");
        fields.end();
        return Change.of(caller.name(), () -> {
            doorkeeper.password(caller.identity(), current, password);
            return Map.of("changed", caller.name());
        });
    }

    private Change<?> add(Context context, Caller caller) throws IOException {
        Fields fields = Fields.of(body(context));
        String name = fields.text("name");
        List<String> roles = fields.texts("roles");
        List<String> traders = fields.texts("traders");
        char[] password = fields.secret("password");
        fields.end();
        String standing =
                String.join(", ", roles) + (traders.isEmpty() ? "" : " orders as " + String.join(", ", traders));
        return Change.of(name + " " + standing.strip(), () -> doorkeeper.add(name, roles, traders, password));
    }

    private Change<?> remove(Context context, Caller caller) throws IOException {
        Fields fields = Fields.of(body(context));
        String name = fields.text("name");
        fields.end();
        return Change.of(name, () -> {
            doorkeeper.remove(name);
            return Map.of("removed", name);
        });
    }

    private Change<?> password(Context context, Caller caller) throws IOException {
        Fields fields = Fields.of(body(context));
        String name = fields.text("name");
        char[] password = fields.secret("password");
        fields.end();
        return Change.of(name, () -> {
            doorkeeper.password(name, password);
            return Map.of("changed", name);
        });
    }
}
