package io.portcullis.host.server;

import io.portcullis.host.server.PluginView.State;
import io.portcullis.model.gate.Reason;
import io.portcullis.model.gate.ReasonCode;
import io.portcullis.model.gate.Scope;
import io.portcullis.model.id.ClientOrderId;
import io.portcullis.model.id.InstrumentId;
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
    /** Whether one of the route files does not run. */
    public boolean brokenRoute = true;

    /** What is wrong with the route folder. */
    public String routesProblem = "";

    private final List<PluginView> plugins = new ArrayList<>(List.of(
            new PluginView("agent-good", "1.0.0", List.of("agent"), State.ACTIVE, "", "good.jar", "00112233aabbccdd")));

    @Override
    public OrderAnswer submit(OrderRequest request) {
        asked.add(request);
        return switch (request.instrument().value()) {
            case "DENIED" -> new OrderAnswer("O-2", "DENY", "0", reasons(), "p1", false, 8);
            case "LATE" ->
                throw new ServerRefusal(ServerRefusal.Kind.UNRESOLVED, "order O-3 is recorded and not yet judged");
            case "BUSY" ->
                throw new ServerRefusal(ServerRefusal.Kind.BUSY, "64 orders are being answered at this moment");
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
    public FeaturesView features(InstrumentId instrument) {
        if (!instrument.value().equals("AAPL")) {
            throw new ServerRefusal(ServerRefusal.Kind.NOT_FOUND, "no feature of " + instrument + " was known");
        }
        return new FeaturesView(
                "AAPL",
                "2026-01-02T00:00:00Z",
                List.of(new FeaturesView.FeatureView("close", 187.25, "2026-01-01T23:59:58Z", false)));
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
    public RoutesView routes() {
        RouteView sound = new RouteView("a-to-b.camel.yaml", RouteView.RUNNING, true, 4, 0, "");
        RouteView broken = new RouteView("b-to-c.camel.yaml", RouteView.BROKEN, true, 2, 1, "b-to-c.camel.yaml:4: odd");
        return new RoutesView(brokenRoute ? List.of(sound, broken) : List.of(sound), routesProblem);
    }

    @Override
    public PastAnswer at(String when, String what) {
        if (when.equals("77")) {
            throw new ServerRefusal(ServerRefusal.Kind.NOT_FOUND, "the log ends at position 70");
        }
        asked.add(when + " " + what);
        Map<String, Object> answer = Map.of("states", List.of());
        return new PastAnswer(
                what, when, 70, "2026-01-02T00:00:01Z", "ClockTick", "s1", "p1", "c1", 50, 3, List.of("odd"), answer);
    }

    @Override
    public KillAnswer kill(Scope scope, String by, String reason) {
        asked.add(scope);
        this.by.add(by);
        return killed(scope.toString(), by, reason);
    }

    private static KillAnswer killed(String scope, String by, String reason) {
        List<KillAnswer.Cancel> orders = List.of(new KillAnswer.Cancel("T1-7", "ACME", "SENT"));
        return new KillAnswer(scope, "KILLED", "2026-01-02T00:00:00Z", by, reason, "", 3, 3, 2, 1, orders, 15);
    }

    @Override
    public DrillAnswer drill(Scope scope, String by, String reason) {
        asked.add("drill " + scope);
        this.by.add(by);
        return new DrillAnswer(scope.toString(), true, 2, List.of("T1-7", "T1-8"), 2.5, 0.4, null, 16);
    }

    @Override
    public KillsView kills() {
        return new KillsView(List.of(killed("global", "olga", "drill")), 15);
    }

    @Override
    public HeartbeatAnswer heartbeat(Scope scope, int seconds, String by) {
        asked.add("heartbeat " + scope + " " + seconds);
        this.by.add(by);
        return new HeartbeatAnswer(scope.toString(), seconds);
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
    public PluginView install(PluginUpload upload) {
        String signed = upload.signature() == null ? "" : " signed";
        String downgrade = upload.allowDowngrade() ? " whatever version" : "";
        asked.add(upload.fileName() + " " + upload.content().length + signed + downgrade);
        return new PluginView(
                "agent-new", "1.0.0", List.of("agent"), State.QUARANTINED, "it threw", upload.fileName(), "unsigned");
    }

    @Override
    public void remove(String name) {
        if (plugins.removeIf(plugin -> plugin.name().equals(name))) {
            return;
        }
        throw new ServerRefusal(ServerRefusal.Kind.NOT_FOUND, "no plugin '" + name + "'");
    }
}
