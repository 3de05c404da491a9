package io.portcullis.host.console;

import io.portcullis.host.server.DrillAnswer;
import io.portcullis.host.server.FlattenAnswer;
import io.portcullis.host.server.KillAnswer;
import io.portcullis.host.server.ResumeAnswer;
import io.portcullis.host.server.ServerApi;
import io.portcullis.model.gate.Scope;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

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
                "state", answer.state(),
                "warning", answer.warning(),
                "requested", Long.toString(answer.requested()),
                "sent", Long.toString(answer.sent()),
                "acknowledged", Long.toString(answer.acknowledged()),
                "unresolved", Long.toString(answer.unresolved()),
                "orders", orders(answer)));
    }

    @Override
    public Map<String, String> getKills() {
        Map<String, String> kills = new TreeMap<>();
        for (KillAnswer kill : api.kills().kills()) {
            kills.put(
                    kill.scope(),
                    kill.state() + ", requested " + kill.requested() + ", sent " + kill.sent() + ", acknowledged "
                            + kill.acknowledged() + ", unresolved " + kill.unresolved()
                            + (kill.orders().isEmpty() ? "" : ": " + orders(kill)));
        }
        return kills;
    }

    private static String orders(KillAnswer kill) {
        return kill.orders().stream()
                .map(order -> order.orderId() + " " + order.stage())
                .collect(Collectors.joining(", "));
    }

    @Override
    public Map<String, String> drill(String scope, String reason) {
        DrillAnswer answer = api.drill(Scope.parse(scope), GuardedBean.by(), reason);
        GuardedBean.became(answer.asOfPosition());
        return new TreeMap<>(Map.of(
                "scope", answer.scope(),
                "orders", Long.toString(answer.orders()),
                "flagMillis", String.valueOf(answer.flagMillis()),
                "engineMillis", Double.toString(answer.engineMillis()),
                "channelMillis", String.valueOf(answer.channelMillis())));
    }

    @Override
    public Map<String, String> resume(String scope, String reason) {
        ResumeAnswer answer = api.resume(Scope.parse(scope), GuardedBean.by(), reason);
        GuardedBean.became(answer.asOfPosition());
        return new TreeMap<>(Map.of("scope", answer.scope(), "state", answer.state(), "request", answer.request()));
    }

    @Override
    public Map<String, String> flatten(String scope, String reason) {
        FlattenAnswer answer = api.flatten(Scope.parse(scope), GuardedBean.by(), reason);
        GuardedBean.became(answer.asOfPosition());
        return new TreeMap<>(Map.of(
                "scope", answer.scope(),
                "request", answer.request(),
                "exits", Long.toString(answer.exits()),
                "held", Long.toString(answer.held()),
                "uncovered", Long.toString(answer.uncovered())));
    }
}
