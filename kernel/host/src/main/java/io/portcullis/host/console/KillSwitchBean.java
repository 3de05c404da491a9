package io.portcullis.host.console;

import io.portcullis.host.server.KillAnswer;
import io.portcullis.host.server.ResumeAnswer;
import io.portcullis.host.server.ServerApi;
import io.portcullis.model.gate.Scope;
import java.util.Map;
import java.util.TreeMap;

final class KillSwitchBean implements KillSwitchMXBean {
    private final ServerApi api;

    KillSwitchBean(ServerApi api) {
        this.api = api;
    }

    @Override
    public Map<String, String> getStates() {
        return api.status().states();
    }

    @Override
    public Map<String, String> kill(String scope, String reason) {
        KillAnswer answer = api.kill(Scope.parse(scope), GuardedBean.by(), reason);
        GuardedBean.became(answer.asOfPosition());
        return new TreeMap<>(Map.of(
                "scope", answer.scope(),
                "requested", Boolean.toString(answer.requested()),
                "sent", Integer.toString(answer.sent()),
                "acknowledged", Integer.toString(answer.acknowledged()),
                "unresolved", Integer.toString(answer.unresolved())));
    }

    @Override
    public String resume(String scope) {
        ResumeAnswer answer = api.resume(Scope.parse(scope), GuardedBean.by());
        GuardedBean.became(answer.asOfPosition());
        return answer.state();
    }
}
