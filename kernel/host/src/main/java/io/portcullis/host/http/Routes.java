package io.portcullis.host.http;

import static io.portcullis.host.http.HttpApi.answer;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.portcullis.host.server.PluginAdmin;
import io.portcullis.host.server.PluginView;
import io.portcullis.host.server.ServerApi;
import io.portcullis.model.gate.Scope;
import io.portcullis.model.id.ClientOrderId;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Map;

/** What can be asked, path by path. */
final class Routes {
    private static final int BODY_BYTES_MAX = 64 * 1024;
    private static final int PLUGIN_BYTES_MAX = 64 << 20;
    private static final int REASON_CHARACTERS_MAX = 200;

    private final ServerApi api;
    private final PluginAdmin plugins;
    private final MetricsText metrics;

    Routes(ServerApi api, PluginAdmin plugins, MetricsText metrics) {
        this.api = api;
        this.plugins = plugins;
        this.metrics = metrics;
    }

    void register(RoutesConfig routes) {
        routes.post("/v1/orders", context -> answer(context, 200, api.submit(OrderDocument.order(body(context)))));
        routes.post("/v1/decide", context -> answer(context, 200, api.decide(OrderDocument.decision(body(context)))));
        routes.post("/v1/cancel", this::cancel);
        routes.get("/v1/status", context -> answer(context, 200, api.status()));
        routes.get("/v1/limits", context -> answer(context, 200, api.limits()));
        routes.get("/v1/rules", context -> answer(context, 200, api.rules()));
        routes.post("/v1/rules/activate", this::activate);
        routes.get("/v1/routes", context -> answer(context, 200, api.routes()));
        routes.get("/v1/at", this::at);
        routes.get("/v1/plugins", context -> answer(context, 200, Map.of("plugins", plugins.list())));
        routes.post("/v1/plugins/install", this::install);
        routes.post("/v1/plugins/remove", this::remove);
        routes.post("/v1/kill", this::kill);
        routes.post("/v1/resume", this::resume);
        routes.post("/v1/stop", this::stop);
        routes.get(
                "/metrics",
                context -> context.contentType(metrics.contentType()).result(metrics.text()));
    }

    private void cancel(Context context) throws IOException {
        Fields fields = Fields.of(body(context));
        ClientOrderId orderId = fields.id("orderId", ClientOrderId::of);
        String by = by(fields);
        fields.end();
        answer(context, 200, api.cancel(orderId, by));
    }

    private void activate(Context context) throws IOException {
        Fields fields = Fields.of(body(context));
        Path pack = fields.id("pack", Path::of);
        String by = by(fields);
        fields.end();
        answer(context, 200, api.activate(pack, by));
    }

    private void at(Context context) {
        answer(context, 200, api.at(query(context, "when"), query(context, "what")));
    }

    private static String query(Context context, String name) {
        String value = context.queryParam(name);
        if (value == null) {
            throw new BadRequestException(name, "query parameter '" + name + "' is missing");
        }
        return value;
    }

    private void install(Context context) throws IOException {
        String fileName = context.queryParam("file");
        if (fileName == null || !fileName.matches("[A-Za-z0-9._-]{1,128}\\.jar")) {
            throw new BadRequestException(
                    "file",
                    "query parameter 'file' must name the jar, letters, digits, '.', '_' and '-', ending in .jar");
        }
        PluginView view = plugins.install(fileName, bytes(context, PLUGIN_BYTES_MAX));
        answer(context, 200, view);
    }

    private void remove(Context context) throws IOException {
        Fields fields = Fields.of(body(context));
        String name = fields.text("name");
        fields.end();
        plugins.remove(name);
        answer(context, 200, Map.of("removed", name));
    }

    private void kill(Context context) throws IOException {
        Fields fields = Fields.of(body(context));
        Scope scope = fields.id("scope", Scope::parse);
        String by = by(fields);
        String reason = fields.text("reason", "");
        fields.end();
        if (reason.length() > REASON_CHARACTERS_MAX) {
            throw new BadRequestException(
                    "reason", "field 'reason' must have at most " + REASON_CHARACTERS_MAX + " characters");
        }
        answer(context, 200, api.kill(scope, by, reason));
    }

    private void resume(Context context) throws IOException {
        Fields fields = Fields.of(body(context));
        Scope scope = fields.id("scope", Scope::parse);
        String by = by(fields);
        fields.end();
        answer(context, 200, api.resume(scope, by));
    }

    private void stop(Context context) throws IOException {
        byte[] body = body(context);
        String by = "admin";
        if (body.length > 0) {
            Fields fields = Fields.of(body);
            by = by(fields);
            fields.end();
        }
        api.stop(by);
        answer(context, 202, Map.of("stopping", true));
    }

    private static String by(Fields fields) {
        String by = fields.text("by", "admin");
        if (!by.matches("[A-Za-z0-9._@-]{1,64}")) {
            throw new BadRequestException("by", "field 'by' must have 1 to 64 letters, digits, '.', '_', '@' or '-'");
        }
        return by;
    }

    private static byte[] body(Context context) throws IOException {
        return bytes(context, BODY_BYTES_MAX);
    }

    /** Never reads more than one byte too many, whatever the sender says about the length. */
    private static byte[] bytes(Context context, int bytesMax) throws IOException {
        InputStream in = context.bodyInputStream();
        byte[] body = in.readNBytes(bytesMax + 1);
        if (body.length > bytesMax) {
            throw new BadRequestException("", "the body has more than " + bytesMax + " bytes");
        }
        return body;
    }
}
