package io.portcullis.host.http;

import static io.portcullis.host.http.HttpApi.answer;

import io.javalin.http.Context;
import io.javalin.security.RouteRole;
import io.portcullis.host.access.Caller;
import io.portcullis.host.access.Doorkeeper;
import io.portcullis.host.access.Identity;
import io.portcullis.host.audit.AuditEntry;
import io.portcullis.host.audit.AuditEntry.Outcome;
import io.portcullis.host.audit.AuditTrail;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a request passes before anything looks at what it asks for: where it comes from, who sends it, whether they may. */
final class Gatekeeper {
    static final String HEALTH = "/health";
    static final String LOGIN = "/v1/login";
    static final String ANONYMOUS = "anonymous";

    private static final String CALLER = "caller";
    private static final String BEARER = "Bearer ";

    private final Doorkeeper doorkeeper;
    private final AuditTrail audit;

    Gatekeeper(Doorkeeper doorkeeper, AuditTrail audit) {
        this.doorkeeper = doorkeeper;
        this.audit = audit;
    }

    /** Before everything, known path or not: without a name nobody learns even what exists. */
    void authenticate(Context context) {
        context.header("Cache-Control", "no-store");
        context.header("X-Content-Type-Options", "nosniff");
        String origin = context.header("Origin");
        if (origin != null && !origin.equals("http://127.0.0.1:" + context.req().getLocalPort())) {
            refuse(context, 403, "pages of other origins get nothing here");
            return;
        }
        if (isOpen(context)) {
            return;
        }
        Optional<Identity> identity = token(context).flatMap(doorkeeper::recognise);
        if (identity.isEmpty()) {
            context.header("WWW-Authenticate", "Bearer");
            refuse(
                    context,
                    401,
                    "send a valid token as 'Authorization: Bearer TOKEN': that of 'portcullis login', or data/admin.token");
            return;
        }
        context.attribute(CALLER, new Caller(identity.get(), from(context)));
    }

    private static boolean isOpen(Context context) {
        return switch (context.method().name()) {
            case "GET" -> context.path().equals(HEALTH);
            case "POST" -> context.path().equals(LOGIN);
            default -> false;
        };
    }

    /** Once the path is known, before its handler: whether the caller may. */
    void authorise(Context context) {
        Set<RouteRole> roles = context.routeRoles();
        if (roles.contains(Access.OPEN)) {
            return;
        }
        Caller caller = caller(context);
        for (RouteRole role : roles) {
            if (role instanceof Access.Needs needs && caller.identity().may(needs.permission())) {
                return;
            }
        }
        refuse(context, 403, needed(caller, roles));
    }

    private static String needed(Caller caller, Set<RouteRole> roles) {
        for (RouteRole role : roles) {
            if (role instanceof Access.Needs needs) {
                return "this takes " + needs.permission().holders() + "; " + caller.name() + " is "
                        + caller.identity().standing();
            }
        }
        return "this is not open to anybody";
    }

    private void refuse(Context context, int status, String why) {
        String call = context.method().name() + " " + context.path();
        Caller caller = context.attribute(CALLER);
        if (caller == null) {
            audit.recordStranger(
                    AuditEntry.of(ANONYMOUS, from(context), call, "").came(Outcome.REFUSED, status + " " + why));
        } else {
            audit.record(AuditEntry.of(caller, call, "").came(Outcome.REFUSED, status + " " + why));
        }
        answer(context, status, Map.of("error", why));
        context.skipRemainingHandlers();
    }

    /** Who asks; only behind {@link #authenticate}. */
    static Caller caller(Context context) {
        Caller caller = context.attribute(CALLER);
        if (caller == null) {
            throw new IllegalStateException("nobody was asked for a name on " + context.path());
        }
        return caller;
    }

    /** The bearer token, proven or not. */
    static Optional<String> token(Context context) {
        return Optional.ofNullable(context.header("Authorization"))
                .filter(header -> header.startsWith(BEARER))
                .map(header -> header.substring(BEARER.length()));
    }

    static String from(Context context) {
        return "http " + context.ip() + ":" + context.req().getRemotePort();
    }
}
