package io.portcullis.host.http;

import java.util.concurrent.Semaphore;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Keeps threads for the kill. Everything else may hold only so many threads at once, also while its body is still on the way; one
 * request more is turned away at once, before anything of it is read, instead of standing in a line in which a kill would stand too.
 */
final class KillLane extends Handler.Wrapper {
    static final String KILL = "/v1/kill";
    private static final String RETRY_SECONDS = "1";
    private static final String TURNED_AWAY =
            "{\"error\":\"the server answers as many requests as it can; nothing was done, send it again\"}\n";

    private final Semaphore others;
    private final Runnable onTurnedAway;

    /**
     * The lane before all handlers.
     *
     * @param othersMax threads that everything but kills may hold
     * @param onTurnedAway told of each request for which there was none
     */
    KillLane(int othersMax, Runnable onTurnedAway) {
        this.others = new Semaphore(othersMax);
        this.onTurnedAway = onTurnedAway;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        if (Request.getPathInContext(request).equals(KILL)) {
            return super.handle(request, response, callback);
        }
        if (!others.tryAcquire()) {
            onTurnedAway.run();
            turnAway(response, callback);
            return true;
        }
        try {
            return super.handle(request, response, callback);
        } finally {
            others.release();
        }
    }

    private static void turnAway(Response response, Callback callback) {
        response.setStatus(503);
        response.getHeaders().put(HttpHeader.RETRY_AFTER, RETRY_SECONDS);
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
        Content.Sink.write(response, true, TURNED_AWAY, callback);
    }
}
