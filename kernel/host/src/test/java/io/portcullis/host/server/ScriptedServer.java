package io.portcullis.host.server;

import io.portcullis.host.server.PluginView.State;
import io.portcullis.model.gate.Reason;
import io.portcullis.model.gate.ReasonCode;
import io.portcullis.model.gate.Scope;
import io.portcullis.model.id.ClientOrderId;
import io.portcullis.model.order.OrderRequest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server without an engine: answers by the instrument's name and remembers what it was asked. */
public final class ScriptedServer implements ServerApi, PluginAdmin {
    public final List<Object> asked = new CopyOnWriteArrayList<>();
    /** In whose name, for what takes one. */
    public final List<String> by = new CopyOnWriteArrayList<>();

    private final List<PluginView> plugins = new ArrayList<>(
            List.of(new PluginView("agent-good", "1.0.0", List.of("agent"), State.ACTIVE, "", "good.jar")));

    @Override
    public OrderAnswer submit(OrderRequest request) {
        asked.add(request);
        return switch (request.instrument().value()) {
            case "DENIED" -> new OrderAnswer("O-2", "DENY", "0", reasons(), "p1", false, 8);
            case "LATE" ->
                throw new ServerRefusal(ServerRefusal.Kind.UNRESOLVED, "order O-3 is recorded and not yet judged");
            case "DEFECT" -> throw new IllegalStateException("secret-of-the-stack");
            default -> new OrderAnswer("O-1", "ALLOW", request.quantity().toString(), List.of(), "p1", false, 7);
        };
    }

    private static List<ReasonView> reasons() {
        return List.of(ReasonView.of(new Reason(ReasonCode.POLICY_DENIED, "name.max", 0.3, Double.NaN)));
    }

    @Override
    public Judgement decide(OrderRequest request) {
        asked.add(request);
        LimitView left = new LimitView("grossMax", "global", "fraction", 2.0, 0.5, 1.5);
        return new Judgement("REDUCE", "10", reasons(), List.of(left), "p1", 9);
    }

    @Override
    public CancelAnswer cancel(ClientOrderId orderId, String by) {
        if (orderId.value().equals("none")) {
            throw new ServerRefusal(ServerRefusal.Kind.NOT_FOUND, "no order none");
        }
        asked.add(orderId);
        this.by.add(by);
        return new CancelAnswer(orderId.value(), "WORKING", 10);
    }

    @Override
    public StatusView status() {
        return new StatusView(
                "dev",
                "s1",
                "READY",
                "2026-01-02T00:00:00Z",
                "2026-01-02T00:00:01Z",
                "process",
                "none",
                new TreeMap<>(Map.of("simulated", "up")),
                new TreeMap<>(),
                "p1",
                new TreeMap<>(Map.of("good", "active")),
                new TreeMap<>(),
                "10 USD",
                new TreeMap<>(Map.of("orders", 3L)),
                "UP",
                new TreeMap<>(Map.of("clock", "it jumped")),
                11);
    }

    @Override
    public LimitsView limits() {
        return new LimitsView("p1", List.of(new LimitView("grossMax", "global", "fraction", 2.0, null, null)), 12);
    }

    @Override
    public RulesView rules() {
        return new RulesView("p1", List.of(new RulesView.PackView("portfolio", "p1", "ACTIVE", 20)), "", 14);
    }

    @Override
    public RulesView activate(Path pack, String by) {
        asked.add(pack);
        this.by.add(by);
        return rules();
    }

    @Override
    public List<RouteView> routes() {
        return List.of(new RouteView("decisions-to-file", "RUNNING", 4, 0, ""));
    }

    @Override
    public KillAnswer kill(Scope scope, String by, String reason) {
        asked.add(scope);
        this.by.add(by);
        return new KillAnswer(scope.toString(), true, 3, 2, 1, 15);
    }

    @Override
    public ResumeAnswer resume(Scope scope, String by) {
        asked.add(scope);
        this.by.add(by);
        return new ResumeAnswer(scope.toString(), "NORMAL", 13);
    }

    @Override
    public void stop(String by) {
        asked.add("stop");
        this.by.add(by);
    }

    @Override
    public List<PluginView> list() {
        return List.copyOf(plugins);
    }

    @Override
    public PluginView install(String fileName, byte[] content) {
        asked.add(fileName + " " + content.length);
        return new PluginView("agent-new", "1.0.0", List.of("agent"), State.QUARANTINED, "it threw", fileName);
    }

    @Override
    public void remove(String name) {
        if (plugins.removeIf(plugin -> plugin.name().equals(name))) {
            return;
        }
        throw new ServerRefusal(ServerRefusal.Kind.NOT_FOUND, "no plugin '" + name + "'");
    }
}
