package io.portcullis.host.http;

import static io.portcullis.host.http.HttpApi.answer;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.portcullis.host.access.Caller;
import io.portcullis.host.access.Permission;
import io.portcullis.host.audit.AuditEntry;
import io.portcullis.host.audit.AuditEntry.Outcome;
import io.portcullis.host.audit.AuditTrail;
import java.io.IOException;
import java.io.InputStream;

/** The only way to put a path into the router: with the permission that it takes and, when it changes something, the audit. */
final class GuardedRoutes {
    private static final int BODY_BYTES_MAX = 64 * 1024;

    private final RoutesConfig routes;
    private final AuditTrail audit;

    GuardedRoutes(RoutesConfig routes, AuditTrail audit) {
        this.routes = routes;
        this.audit = audit;
    }

    /**
     * What a request turns out to ask for.
     *
     * @param on what it is done to, for the audit
     * @param note the reason that was given, for the audit
     * @param status of the answer
     * @param deed does it
     * @param position where it came to stand in the log
     */
    record Change<T>(String on, String note, int status, AuditTrail.Deed<T> deed, AuditTrail.Position<T> position) {
        /** One that becomes no event, or whose place in the log nobody knows. */
        static <T> Change<T> of(String on, AuditTrail.Deed<T> deed) {
            return new Change<>(on, "", 200, deed, answer -> 0);
        }

        static <T> Change<T> of(String on, AuditTrail.Deed<T> deed, AuditTrail.Position<T> position) {
            return new Change<>(on, "", 200, deed, position);
        }
    }

    /** Reads a request. */
    @FunctionalInterface
    interface Reader {
        /** The body is refused here, before anything is done. */
        Change<?> read(Context context, Caller caller) throws IOException;
    }

    /** A path that anybody may ask. */
    void open(String method, String path, Handler handler) {
        if (method.equals("GET")) {
            routes.get(path, handler, Access.OPEN);
        } else {
            routes.post(path, handler, Access.OPEN);
        }
    }

    /** A path that shows something. */
    void show(String path, Permission permission, Handler handler) {
        routes.get(path, handler, new Access.Needs(permission));
    }

    /** A path whose requests the event log itself records, or that changes nothing. */
    void ask(String path, Permission permission, Handler handler) {
        routes.post(path, handler, new Access.Needs(permission));
    }

    /** A path that changes something: written down, then done. */
    void change(String path, Permission permission, Reader reader) {
        routes.post(path, context -> change(context, reader, audit::perform), new Access.Needs(permission));
    }

    /** A path that must work when nothing can be written down any more. */
    void changeFirst(String path, Permission permission, Reader reader) {
        routes.post(path, context -> change(context, reader, audit::performFirst), new Access.Needs(permission));
    }

    /** How the audit looks on. */
    private interface Performer {
        <T> T perform(AuditEntry entry, AuditTrail.Deed<T> deed, AuditTrail.Position<T> position) throws Exception;
    }

    private void change(Context context, Reader reader, Performer performer) throws Exception {
        Caller caller = Gatekeeper.caller(context);
        String call = context.method().name() + " " + context.path();
        Change<?> change;
        try {
            change = reader.read(context, caller);
        } catch (BadRequestException e) {
            audit.record(AuditEntry.of(caller, call, "").came(Outcome.REFUSED, "400 the request makes no sense"));
            throw e;
        }
        AuditEntry entry = AuditEntry.of(caller, call, change.on()).noting(change.note());
        answer(context, change.status(), perform(performer, entry, change));
    }

    private static <T> T perform(Performer performer, AuditEntry entry, Change<T> change) throws Exception {
        return performer.perform(entry, change.deed(), change.position());
    }

    static byte[] body(Context context) throws IOException {
        return bytes(context, BODY_BYTES_MAX);
    }

    /** Never reads more than one byte too many, whatever the sender says about the length. */
    static byte[] bytes(Context context, int bytesMax) throws IOException {
        InputStream in = context.bodyInputStream();
        byte[] body = in.readNBytes(bytesMax + 1);
        if (body.length > bytesMax) {
            throw new BadRequestException("", "the body has more than " + bytesMax + " bytes");
        }
        return body;
    }
}
