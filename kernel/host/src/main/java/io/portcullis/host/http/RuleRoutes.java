package io.portcullis.host.http;

import static io.portcullis.host.http.GuardedRoutes.body;
import static io.portcullis.host.http.HttpApi.answer;

import io.javalin.http.Context;
import io.portcullis.host.access.Caller;
import io.portcullis.host.access.Permission;
import io.portcullis.host.http.GuardedRoutes.Change;
import io.portcullis.host.server.PackAnswer;
import io.portcullis.host.server.RulesApi;
import java.io.IOException;
import java.util.Objects;

/** The life of a rule pack, path by path. */
final class RuleRoutes {
    private static final int PATH_CHARACTERS_MAX = 1_000;
    private static final int STEPS_MAX = 1_000;

    private final RulesApi api;

    /** What is done with a pack that a request names. */
    private interface Deed {
        PackAnswer done(String pack, String by, String reason);
    }

    RuleRoutes(RulesApi api) {
        this.api = api;
    }

    void register(GuardedRoutes routes) {
        routes.show("/v1/rules", Permission.VIEW, context -> answer(context, 200, api.rules()));
        routes.show("/v1/rules/history", Permission.VIEW, context -> answer(context, 200, api.history(last(context))));
        routes.change("/v1/rules/submit", Permission.ACTIVATE, (context, caller) -> pack(context, caller, api::submit));
        routes.change(
                "/v1/rules/activate", Permission.ACTIVATE, (context, caller) -> pack(context, caller, api::activate));
        routes.change("/v1/rules/rollback", Permission.ACTIVATE, this::rollback);
    }

    private static int last(Context context) {
        String last = Objects.requireNonNullElse(context.queryParam("last"), "20");
        if (!last.matches("[1-9][0-9]{0,3}") || Integer.parseInt(last) > STEPS_MAX) {
            throw new BadRequestException("last", "query parameter 'last' must be a number from 1 to " + STEPS_MAX);
        }
        return Integer.parseInt(last);
    }

    private static Change<PackAnswer> pack(Context context, Caller caller, Deed deed) throws IOException {
        Fields fields = Fields.of(body(context));
        String pack = fields.text("pack");
        String reason = fields.reason();
        fields.end();
        if (pack.isBlank() || pack.length() > PATH_CHARACTERS_MAX) {
            throw new BadRequestException(
                    "pack", "field 'pack' must be a folder, absolute, or the hash of a pack that the log has");
        }
        return new Change<>(pack, reason, 200, () -> deed.done(pack, caller.name(), reason), PackAnswer::asOfPosition);
    }

    private Change<PackAnswer> rollback(Context context, Caller caller) throws IOException {
        Fields fields = Fields.of(body(context));
        String reason = fields.reason();
        fields.end();
        return new Change<>("", reason, 200, () -> api.rollback(caller.name(), reason), PackAnswer::asOfPosition);
    }
}
