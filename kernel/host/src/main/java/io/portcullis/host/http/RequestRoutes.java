package io.portcullis.host.http;

import static io.portcullis.host.http.GuardedRoutes.body;
import static io.portcullis.host.http.HttpApi.answer;

import io.javalin.http.Context;
import io.portcullis.host.access.Caller;
import io.portcullis.host.access.Permission;
import io.portcullis.host.http.GuardedRoutes.Change;
import io.portcullis.host.server.ApprovalAnswer;
import io.portcullis.host.server.RequestsApi;
import io.portcullis.model.id.RequestId;
import java.io.IOException;

/** What takes two people, path by path. */
final class RequestRoutes {
    private final RequestsApi api;

    RequestRoutes(RequestsApi api) {
        this.api = api;
    }

    void register(GuardedRoutes routes) {
        routes.show("/v1/requests", Permission.VIEW, context -> answer(context, 200, api.requests()));
        routes.change("/v1/requests/approve", Permission.APPROVE, this::approve);
        routes.change("/v1/requests/refuse", Permission.REFUSE, this::refuse);
    }

    private Change<ApprovalAnswer> approve(Context context, Caller caller) throws IOException {
        Fields fields = Fields.of(body(context));
        RequestId request = fields.id("request", RequestId::of);
        fields.end();
        return Change.of(request.value(), () -> api.approve(request, caller.name()), ApprovalAnswer::asOfPosition);
    }

    private Change<ApprovalAnswer> refuse(Context context, Caller caller) throws IOException {
        Fields fields = Fields.of(body(context));
        RequestId request = fields.id("request", RequestId::of);
        String reason = fields.reason();
        fields.end();
        return new Change<>(
                request.value(),
                reason,
                200,
                () -> api.refuse(request, caller.name(), reason),
                ApprovalAnswer::asOfPosition);
    }
}
