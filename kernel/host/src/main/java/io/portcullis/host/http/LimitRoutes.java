package io.portcullis.host.http;

import static io.portcullis.host.http.GuardedRoutes.body;
import static io.portcullis.host.http.HttpApi.answer;

import io.javalin.http.Context;
import io.portcullis.host.access.Caller;
import io.portcullis.host.access.Permission;
import io.portcullis.host.http.GuardedRoutes.Change;
import io.portcullis.host.server.LimitsApi;
import io.portcullis.host.server.LimitsView;
import io.portcullis.host.server.Tightening;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;

/** Limits, path by path. */
final class LimitRoutes {
    private static final BigDecimal VALUE_MAX = new BigDecimal("1000000000000000");

    private final LimitsApi api;

    LimitRoutes(LimitsApi api) {
        this.api = api;
    }

    void register(GuardedRoutes routes) {
        routes.show("/v1/limits", Permission.VIEW, context -> answer(context, 200, api.limits()));
        routes.change("/v1/limits/set", Permission.TIGHTEN, this::tighten);
    }

    private Change<LimitsView> tighten(Context context, Caller caller) throws IOException {
        Fields fields = Fields.of(body(context));
        Tightening tightening = new Tightening(
                fields.text("limit"),
                fields.text("scope", "global"),
                fields.positive("value", VALUE_MAX),
                fields.text("unit", ""),
                time(fields.text("until")),
                fields.reason());
        fields.end();
        return new Change<>(
                tightening.limit() + " " + tightening.scope() + " " + tightening.value(),
                tightening.reason(),
                200,
                () -> api.tighten(tightening, caller.name()),
                LimitsView::asOfPosition);
    }

    private static Instant time(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw new BadRequestException(
                    "until", "field 'until' must be a time with its zone, such as 2026-03-31T16:00:00-04:00");
        }
    }
}
