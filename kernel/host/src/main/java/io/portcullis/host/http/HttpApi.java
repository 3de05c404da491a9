package io.portcullis.host.http;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.util.JavalinBindException;
import io.portcullis.host.access.LoginRefused;
import io.portcullis.host.config.ConfigException;
import io.portcullis.host.logs.Correlation;
import io.portcullis.host.metrics.MetricsPage;
import io.portcullis.host.server.Json;
import io.portcullis.host.server.ServerRefusal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The HTTP server: who may ask, what is answered when something is wrong, and nothing about what is asked. */
final class HttpApi implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HttpApi.class);
    private static final String LOOPBACK = "127.0.0.1";
    private static final int THREADS_MAX = 250;
    /** Far more than the orders and questions that are in hand at once; what is left over is for kills. */
    static final int THREADS_OF_OTHERS_MAX = 160;
    /** With the 50 that Java takes, one stumble under load makes the kernel drop connections, which then wait for seconds. */
    private static final int UNACCEPTED_MAX = 1_024;

    private static final String RETRY_SECONDS = "1";

    private final Javalin javalin;
    private final JolokiaDoor jolokia;
    private final RequestMetrics metrics;

    private HttpApi(Doors doors, int port) {
        Gatekeeper gatekeeper = new Gatekeeper(doors.doorkeeper(), doors.audit());
        this.jolokia = new JolokiaDoor(doors.console(), doors.audit());
        this.metrics = new RequestMetrics(doors.metrics());
        this.javalin = Javalin.create(config -> {
            harden(config);
            listen(config, port);
            config.requestLogger.http(this::answered);
            config.routes.before(HttpApi::correlate);
            config.routes.before(gatekeeper::authenticate);
            config.routes.beforeMatched(gatekeeper::authorise);
            GuardedRoutes routes = new GuardedRoutes(config.routes, doors.audit());
            routes.open("GET", Gatekeeper.HEALTH, context -> answer(context, 200, Map.of("status", "up")));
            new Routes(doors.api(), doors.plugins(), doors.diagnosis(), new MetricsPage(doors.metrics()))
                    .register(routes);
            new RuleRoutes(doors.api()).register(routes);
            new LimitRoutes(doors.api()).register(routes);
            new RequestRoutes(doors.api()).register(routes);
            new UserRoutes(doors.doorkeeper(), doors.audit()).register(routes);
            jolokia.register(routes);
            refusals(config);
        });
    }

    /**
     * Listens on 127.0.0.1.
     *
     * @param port 0 picks a free one
     * @throws ConfigException when the port is in use
     */
    static HttpApi start(Doors doors, int port) {
        HttpApi http = new HttpApi(doors, port);
        try {
            http.javalin.start(LOOPBACK, port);
        } catch (JavalinBindException e) {
            http.javalin.stop();
            throw new ConfigException(
                    "port " + port + " on " + LOOPBACK
                            + " is in use; set http.port in etc/server.cfg to another one, or to 0 for any free one",
                    e);
        }
        return http;
    }

    /** The port that it listens on. */
    int port() {
        return javalin.port();
    }

    /** Every path with its method, as the router has it. */
    List<String> paths() {
        return javalin.unsafe.internalRouter.allHttpHandlers().stream()
                .map(handler -> handler.endpoint)
                .filter(endpoint -> endpoint.method.isHttpMethod())
                .map(endpoint -> endpoint.method.name() + " " + endpoint.path)
                .sorted()
                .toList();
    }

    @Override
    public void close() {
        javalin.stop();
        jolokia.close();
    }

    private static void harden(JavalinConfig config) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.http.generateEtags = false;
        config.http.prefer405over404 = true;
        config.jetty.modifyHttpConfiguration(http -> {
            http.setSendServerVersion(false);
            http.setRequestHeaderSize(8 * 1024);
        });
        config.jetty.modifyServer(server -> {
            ErrorHandler errors = new ErrorHandler();
            errors.setShowStacks(false);
            errors.setShowCauses(false);
            errors.setShowMessageInTitle(false);
            server.setErrorHandler(errors);
        });
    }

    private void listen(JavalinConfig config, int port) {
        config.jetty.threadPool = new QueuedThreadPool(THREADS_MAX);
        config.jetty.modifyServer(
                server -> server.setHandler(new KillLane(THREADS_OF_OTHERS_MAX, metrics::turnedAway)));
        config.jetty.addConnector((server, http) -> {
            ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(http));
            connector.setHost(LOOPBACK);
            connector.setPort(port);
            connector.setAcceptQueueSize(UNACCEPTED_MAX);
            return connector;
        });
    }

    /** First of all, so that also a refusal can be found again. */
    private static void correlate(Context context) {
        context.header(Correlation.HEADER, Correlation.begin(context.header(Correlation.HEADER)));
    }

    private void answered(Context context, float millis) {
        metrics.answered(context, millis);
        LOG.debug("{} {} -> {} in {} ms", context.method(), context.path(), context.statusCode(), millis);
        Correlation.end();
    }

    private static void refusals(JavalinConfig config) {
        config.routes.exception(
                BadRequestException.class, (e, context) -> answer(context, 400, error(e.getMessage(), e.field())));
        config.routes.exception(ServerRefusal.class, (e, context) -> refuse(context, e));
        config.routes.exception(EofException.class, (e, context) -> {
            LOG.debug("{} {}: the caller was gone before the end of the body", context.method(), context.path());
            answer(context, 400, error("the body ended early", ""));
        });
        config.routes.exception(LoginRefused.class, (e, context) -> refuseLogin(context, e));
        config.routes.exception(
                HttpResponseException.class, (e, context) -> answer(context, e.getStatus(), error(e.getMessage(), "")));
        config.routes.exception(Exception.class, (e, context) -> {
            String reference = UUID.randomUUID().toString();
            LOG.error("request failed, reference {}", reference, e);
            answer(context, 500, error("the server failed; its log tells more under reference " + reference, ""));
        });
    }

    private static void refuse(Context context, ServerRefusal e) {
        int status = e.kind().httpStatus();
        if (status == 503) {
            context.header("Retry-After", RETRY_SECONDS);
        }
        answer(context, status, error(e.getMessage(), ""));
    }

    /** 429 when the attempt was not even looked at. */
    static void refuseLogin(Context context, LoginRefused e) {
        boolean early = !e.retryAfter().isZero();
        if (early) {
            context.header("Retry-After", Long.toString(e.retryAfter().toSeconds()));
        }
        answer(context, early ? 429 : 401, error(e.getMessage(), ""));
    }

    static void answer(Context context, int status, Object body) {
        context.status(status).contentType("application/json").result(Json.write(body) + "\n");
    }

    private static Map<String, String> error(String message, String field) {
        Map<String, String> error = new TreeMap<>();
        error.put("error", message);
        if (!field.isEmpty()) {
            error.put("field", field);
        }
        return error;
    }
}
