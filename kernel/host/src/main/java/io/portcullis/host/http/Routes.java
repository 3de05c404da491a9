package io.portcullis.host.http;

import static io.portcullis.host.http.GuardedRoutes.body;
import static io.portcullis.host.http.GuardedRoutes.bytes;
import static io.portcullis.host.http.HttpApi.answer;

import io.javalin.http.Context;
import io.portcullis.host.access.Caller;
import io.portcullis.host.access.Permission;
import io.portcullis.host.http.GuardedRoutes.Change;
import io.portcullis.host.metrics.MetricsPage;
import io.portcullis.host.server.AgentView;
import io.portcullis.host.server.DrillAnswer;
import io.portcullis.host.server.FlattenAnswer;
import io.portcullis.host.server.KillAnswer;
import io.portcullis.host.server.PluginAdmin;
import io.portcullis.host.server.PluginUpload;
import io.portcullis.host.server.ResumeAnswer;
import io.portcullis.host.server.ServerApi;
import io.portcullis.host.server.ServerRefusal;
import io.portcullis.host.support.Diagnosis;
import io.portcullis.model.gate.Scope;
import io.portcullis.model.id.ClientOrderId;
import io.portcullis.model.id.InstrumentId;
import io.portcullis.model.order.OrderRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;

/** What can be asked of the session, path by path. */
final class Routes {
    private static final int PLUGIN_BYTES_MAX = 64 << 20;
    private static final String PLUGIN_SIGNATURE = "Plugin-Signature";
    private static final int HEARTBEAT_SECONDS_MAX = 3_600;
    private static final int REASON_CHARACTERS_MAX = 200;

    private final ServerApi api;
    private final PluginAdmin plugins;
    private final Diagnosis diagnosis;
    private final MetricsPage metrics;

    Routes(ServerApi api, PluginAdmin plugins, Diagnosis diagnosis, MetricsPage metrics) {
        this.api = api;
        this.plugins = plugins;
        this.diagnosis = diagnosis;
        this.metrics = metrics;
    }

    void register(GuardedRoutes routes) {
        routes.ask("/v1/orders", Permission.ORDER, this::order);
        routes.ask(
                "/v1/decide",
                Permission.DECIDE,
                context -> answer(context, 200, api.decide(OrderDocument.decision(body(context)))));
        routes.ask("/v1/cancel", Permission.CANCEL, this::cancel);
        routes.show("/v1/status", Permission.VIEW, context -> answer(context, 200, api.status()));
        routes.show("/v1/kills", Permission.VIEW, context -> answer(context, 200, api.kills()));
        routes.show("/v1/features", Permission.VIEW, this::features);
        routes.show("/v1/routes", Permission.VIEW, context -> answer(context, 200, api.routes()));
        routes.show("/v1/at", Permission.VIEW, this::at);
        routes.show(
                "/v1/explain",
                Permission.VIEW,
                context -> answer(context, 200, api.explain(query(context, "decision"))));
        routes.show("/v1/plugins", Permission.VIEW, context -> answer(context, 200, Map.of("plugins", plugins.list())));
        routes.show("/v1/agents", Permission.VIEW, this::agents);
        routes.show(
                "/metrics",
                Permission.VIEW,
                context -> context.contentType(metrics.contentType()).result(metrics.text()));
        routes.show(
                "/v1/doctor",
                Permission.VIEW,
                context -> answer(context, 200, diagnosis.doctor().values()));
        routes.show("/v1/support", Permission.SUPPORT, context -> answer(context, 200, diagnosis.support()));
        routes.change("/v1/plugins/install", Permission.PLUGINS, this::install);
        routes.change("/v1/plugins/remove", Permission.PLUGINS, this::remove);
        routes.changeFirst(KillLane.KILL, Permission.KILL, this::kill);
        routes.ask("/v1/heartbeat", Permission.HEARTBEAT, this::heartbeat);
        routes.change("/v1/resume", Permission.RESUME, this::resume);
        routes.change("/v1/flatten", Permission.FLATTEN, this::flatten);
        routes.change("/v1/stop", Permission.STOP, this::stop);
    }

    private void order(Context context) throws IOException {
        OrderRequest order = OrderDocument.order(body(context));
        Caller caller = Gatekeeper.caller(context);
        if (!caller.identity().mayTradeAs(order.trader().value())) {
            throw new ServerRefusal(
                    ServerRefusal.Kind.FORBIDDEN,
                    "orders of trader " + order.trader() + " take an account that may send them; " + caller.name()
                            + " is " + caller.identity().standing());
        }
        answer(context, 200, api.submit(order));
    }

    private void cancel(Context context) throws IOException {
        Fields fields = Fields.of(body(context));
        ClientOrderId orderId = fields.id("orderId", ClientOrderId::of);
        fields.end();
        answer(context, 200, api.cancel(orderId, Gatekeeper.caller(context).name()));
    }

    private void features(Context context) {
        String instrument = query(context, "instrument");
        try {
            answer(context, 200, api.features(InstrumentId.of(instrument)));
        } catch (IllegalArgumentException e) {
            throw new BadRequestException("instrument", "query parameter 'instrument': " + e.getMessage());
        }
    }

    private void agents(Context context) {
        answer(
                context,
                200,
                Map.of("agents", api.agents().stream().map(AgentView::values).toList()));
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

    private Change<?> install(Context context, Caller caller) throws IOException {
        String fileName = context.queryParam("file");
        if (fileName == null || !fileName.matches("[A-Za-z0-9._-]{1,128}\\.jar")) {
            throw new BadRequestException(
                    "file",
                    "query parameter 'file' must name the jar, letters, digits, '.', '_' and '-', ending in .jar");
        }
        PluginUpload upload = new PluginUpload(
                fileName,
                bytes(context, PLUGIN_BYTES_MAX),
                signature(context),
                flag(context, "allowDowngrade"),
                caller.name());
        return Change.of(fileName, () -> plugins.install(upload));
    }

    /** The text of the signature file in base64, for a header has one line; null when nothing was sent. */
    private static String signature(Context context) {
        String header = context.header(PLUGIN_SIGNATURE);
        if (header == null) {
            return null;
        }
        try {
            return new String(Base64.getDecoder().decode(header.strip()), StandardCharsets.ISO_8859_1);
        } catch (IllegalArgumentException e) {
            throw new BadRequestException(
                    PLUGIN_SIGNATURE, "header '" + PLUGIN_SIGNATURE + "' must be the signature file in base64");
        }
    }

    private static boolean flag(Context context, String name) {
        String value = Objects.requireNonNullElse(context.queryParam(name), "false");
        if (!value.matches("true|false")) {
            throw new BadRequestException(name, "query parameter '" + name + "' must be true or false");
        }
        return value.equals("true");
    }

    private Change<?> remove(Context context, Caller caller) throws IOException {
        Fields fields = Fields.of(body(context));
        String name = fields.text("name");
        fields.end();
        return Change.of(name, () -> {
            plugins.remove(name);
            return Map.of("removed", name);
        });
    }

    private Change<?> kill(Context context, Caller caller) throws IOException {
        Fields fields = Fields.of(body(context));
        Scope scope = fields.id("scope", Scope::parse);
        String reason = reason(fields);
        boolean drill = fields.flag("drill");
        fields.end();
        if (drill) {
            return new Change<>(
                    "drill " + scope,
                    reason,
                    200,
                    () -> api.drill(scope, caller.name(), reason),
                    DrillAnswer::asOfPosition);
        }
        return new Change<>(
                scope.toString(), reason, 200, () -> api.kill(scope, caller.name(), reason), KillAnswer::asOfPosition);
    }

    private static String reason(Fields fields) {
        String reason = fields.text("reason", "");
        if (reason.length() > REASON_CHARACTERS_MAX) {
            throw new BadRequestException(
                    "reason", "field 'reason' must have at most " + REASON_CHARACTERS_MAX + " characters");
        }
        return reason;
    }

    /** Whoever only sends orders may put his account at stake, nothing of others. */
    private void heartbeat(Context context) throws IOException {
        Fields fields = Fields.of(body(context));
        Scope scope = fields.id("scope", Scope::parse);
        int seconds = fields.whole("seconds", 0, HEARTBEAT_SECONDS_MAX);
        fields.end();
        Caller caller = Gatekeeper.caller(context);
        if (scope.kind() != Scope.Kind.ACCOUNT && !caller.identity().may(Permission.KILL)) {
            throw new ServerRefusal(
                    ServerRefusal.Kind.FORBIDDEN,
                    "a heartbeat that puts " + scope + " at stake takes " + Permission.KILL.holders()
                            + "; account:NAME may be put at stake by whoever sends orders");
        }
        answer(context, 200, api.heartbeat(scope, seconds, caller.name()));
    }

    private Change<ResumeAnswer> resume(Context context, Caller caller) throws IOException {
        Fields fields = Fields.of(body(context));
        Scope scope = fields.id("scope", Scope::parse);
        String reason = reason(fields);
        fields.end();
        return new Change<>(
                scope.toString(),
                reason,
                200,
                () -> api.resume(scope, caller.name(), reason),
                ResumeAnswer::asOfPosition);
    }

    private Change<FlattenAnswer> flatten(Context context, Caller caller) throws IOException {
        Fields fields = Fields.of(body(context));
        Scope scope = fields.id("scope", Scope::parse);
        String reason = fields.reason();
        fields.end();
        return new Change<>(
                scope.toString(),
                reason,
                200,
                () -> api.flatten(scope, caller.name(), reason),
                FlattenAnswer::asOfPosition);
    }

    private Change<?> stop(Context context, Caller caller) throws IOException {
        byte[] body = body(context);
        if (body.length > 0) {
            Fields.of(body).end();
        }
        return new Change<>(
                "",
                "",
                202,
                () -> {
                    api.stop(caller.name());
                    return Map.of("stopping", true);
                },
                answer -> 0);
    }
}
