package io.portcullis.host.http;

import com.codahale.metrics.MetricRegistry;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.util.JavalinBindException;
import io.portcullis.host.config.ConfigException;
import io.portcullis.host.logs.Correlation;
import io.portcullis.host.metrics.MetricsPage;
import io.portcullis.host.server.AdminToken;
import io.portcullis.host.server.Json;
import io.portcullis.host.server.PluginAdmin;
import io.portcullis.host.server.ServerApi;
import io.portcullis.host.server.ServerRefusal;
import io.portcullis.host.support.Diagnosis;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The HTTP server: who may ask, what is answered when something is wrong, and nothing about what is asked. */
public final class HttpApi implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HttpApi.class);
    private static final String LOOPBACK = "127.0.0.1";
    private static final String HEALTH = "/health";
    private static final String BEARER = "Bearer ";

    private final Javalin javalin;
    private final AdminToken token;
    private final RequestMetrics metrics;

    private HttpApi(ServerApi api, PluginAdmin plugins, Diagnosis diagnosis, AdminToken token, MetricRegistry metrics) {
        this.token = token;
        this.metrics = new RequestMetrics(metrics);
        this.javalin = Javalin.create(config -> {
            harden(config);
            config.requestLogger.http(this::answered);
            config.routes.before(HttpApi::correlate);
            config.routes.before(this::authenticate);
            config.routes.get(HEALTH, context -> answer(context, 200, Map.of("status", "up")));
            new Routes(api, plugins, diagnosis, new MetricsPage(metrics)).register(config.routes);
            refusals(config);
        });
    }

    /**
     * Listens on 127.0.0.1.
     *
     * @param port 0 picks a free one
     * @throws ConfigException when the port is in use
     */
    public static HttpApi start(
            ServerApi api,
            PluginAdmin plugins,
            Diagnosis diagnosis,
            AdminToken token,
            MetricRegistry metrics,
            int port) {
        HttpApi http = new HttpApi(api, plugins, diagnosis, token, metrics);
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
    public int port() {
        return javalin.port();
    }

    @Override
    public void close() {
        javalin.stop();
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

    /** First of all, so that also a refusal can be found again. */
    private static void correlate(Context context) {
        context.header(Correlation.HEADER, Correlation.begin(context.header(Correlation.HEADER)));
    }

    private void answered(Context context, float millis) {
        metrics.answered(context, millis);
        LOG.debug("{} {} -> {} in {} ms", context.method(), context.path(), context.statusCode(), millis);
        Correlation.end();
    }

    /** Before everything, known path or not: without the token nobody learns even what exists. */
    private void authenticate(Context context) {
        boolean anonymous =
                context.path().equals(HEALTH) && context.method().name().equals("GET");
        if (anonymous) {
            return;
        }
        String header = context.header("Authorization");
        boolean known = header != null && header.startsWith(BEARER) && token.matches(header.substring(BEARER.length()));
        if (!known) {
            context.header("WWW-Authenticate", "Bearer");
            answer(context, 401, error("send the admin token (data/admin.token) as 'Authorization: Bearer TOKEN'", ""));
            context.skipRemainingHandlers();
        }
    }

    private static void refusals(JavalinConfig config) {
        config.routes.exception(
                BadRequestException.class, (e, context) -> answer(context, 400, error(e.getMessage(), e.field())));
        config.routes.exception(
                ServerRefusal.class, (e, context) -> answer(context, e.kind().httpStatus(), error(e.getMessage(), "")));
        config.routes.exception(
                HttpResponseException.class, (e, context) -> answer(context, e.getStatus(), error(e.getMessage(), "")));
        config.routes.exception(Exception.class, (e, context) -> {
            String reference = UUID.randomUUID().toString();
            LOG.error("request failed, reference {}", reference, e);
            answer(context, 500, error("the server failed; its log tells more under reference " + reference, ""));
        });
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
