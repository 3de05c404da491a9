package io.portcullis.host.console;

import io.portcullis.host.server.ApprovalAnswer;
import io.portcullis.host.server.RequestsApi;
import io.portcullis.host.server.RequestsView;
import io.portcullis.model.id.RequestId;
import java.util.Map;
import java.util.TreeMap;

final class RequestsBean implements RequestsMXBean {
    private final RequestsApi api;

    RequestsBean(RequestsApi api) {
        this.api = api;
    }

    @Override
    public Map<String, String> getWaiting() {
        Map<String, String> rows = new TreeMap<>();
        for (RequestsView.RequestView each : api.requests().requests()) {
            rows.put(
                    each.id(),
                    each.kind() + " asked for by " + each.by() + " until " + each.expires() + " because: "
                            + each.reason() + "; " + each.what());
        }
        return rows;
    }

    @Override
    public String approve(String request) {
        ApprovalAnswer answer = api.approve(RequestId.of(request), GuardedBean.by());
        GuardedBean.became(answer.asOfPosition());
        return answer.done();
    }

    @Override
    public void refuse(String request, String reason) {
        GuardedBean.became(
                api.refuse(RequestId.of(request), GuardedBean.by(), reason).asOfPosition());
    }
}
