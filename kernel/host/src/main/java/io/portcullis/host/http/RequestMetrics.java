package io.portcullis.host.http;

import com.codahale.metrics.MetricRegistry;
import io.javalin.http.Context;
import io.javalin.router.Endpoint;
import io.portcullis.host.metrics.Family;
import io.portcullis.host.metrics.LatencyTimer;
import io.portcullis.host.metrics.Metrics;
import java.util.concurrent.TimeUnit;

/** Answered requests in numbers. Only paths that exist are named: what strangers ask for must not make new lines. */
final class RequestMetrics {
    private static final String OTHER = "other";

    private final Metrics metrics;
    private final LatencyTimer answers;

    RequestMetrics(MetricRegistry registry) {
        metrics = new Metrics(registry);
        answers = metrics.latency(Family.HTTP_REQUEST);
    }

    void answered(Context context, float millis) {
        answers.nanos((long) (millis * TimeUnit.MILLISECONDS.toNanos(1)));
        metrics.counter(Family.HTTP_REQUESTS, path(context), Integer.toString(context.statusCode()))
                .inc();
    }

    /** One that nobody had a thread for. */
    void turnedAway() {
        metrics.counter(Family.HTTP_REQUESTS, OTHER, "503").inc();
    }

    private static String path(Context context) {
        Endpoint endpoint = context.endpoints().lastHttpEndpoint();
        return endpoint == null || context.statusCode() == 401 ? OTHER : endpoint.path;
    }
}
