package io.portcullis.host.server;

import io.portcullis.host.server.PluginView.State;
import io.portcullis.model.gate.Reason;
import io.portcullis.model.gate.ReasonCode;
import io.portcullis.model.gate.Scope;
import io.portcullis.model.id.ClientOrderId;
import io.portcullis.model.id.InstrumentId;
import io.portcullis.model.id.RequestId;
import io.portcullis.model.order.OrderRequest;
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
        return new LimitsView(
                "p1",
                List.of(
                        new LimitsView.Row(
                                "gross-max",
                                "global",
                                "fraction",
                                2.0,
                                1.5,
                                0.5,
                                75.0,
                                0.5,
                                "",
                                "until noon by ann: x"),
                        new LimitsView.Row(
                                "order-notional-max", "global", "money", 1e6, null, null, null, null, "", "")),
                12);
    }

    @Override
    public LimitsView tighten(Tightening tightening, String by) {
        asked.add(tightening);
        this.by.add(by);
        return limits();
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
    public List<AgentView> agents() {
        return ScriptedAgents.views();
    }

    @Override
    public RulesView rules() {
        return new RulesView("p1", List.of(new RulesView.PackView("portfolio", "p1", "ACTIVE", 20)), "", 14);
    }

    @Override
    public PackAnswer submit(String pack, String by, String reason) {
        return put(PackAnswer.Outcome.WAITS, pack, by, reason);
    }

    @Override
    public PackAnswer activate(String pack, String by, String reason) {
        return put(PackAnswer.Outcome.ACTIVE, pack, by, reason);
    }

    @Override
    public PackAnswer rollback(String by, String reason) {
        return put(PackAnswer.Outcome.WAITS, "rollback", by, reason);
    }

    private PackAnswer put(PackAnswer.Outcome outcome, String pack, String by, String reason) {
        asked.add(pack + ": " + reason);
        this.by.add(by);
        boolean waits = outcome == PackAnswer.Outcome.WAITS;
        return new PackAnswer(
                outcome, "portfolio", "p2", "only loosens", List.of("20 rules"), waits ? "R1" : "", "p1", 14);
    }

    @Override
    public HistoryView history(int stepsMax) {
        PackStep step = new PackStep(
                "2026-01-02T00:00:00Z",
                13,
                PackStep.Step.SUBMITTED,
                "portfolio",
                "p2",
                "p1",
                "ann",
                "more room",
                "LOOSENS",
                "",
                List.of("20 rules, 60 cases passed, every rule is covered"));
        return new HistoryView(List.of(step), stepsMax > 1, 14);
    }

    @Override
    public RequestsView requests() {
        return new RequestsView(
                List.of(new RequestsView.RequestView(
                        "R1",
                        "activate-pack",
                        "portfolio p2: only loosens",
                        "ann",
                        "more room",
                        "2026-01-02T00:00:00Z",
                        "2026-01-03T00:00:00Z")),
                15);
    }

    @Override
    public ApprovalAnswer approve(RequestId request, String by) {
        if (request.value().equals("R9")) {
            throw new ServerRefusal(ServerRefusal.Kind.NOT_FOUND, "no request R9 waits");
        }
        asked.add(request);
        this.by.add(by);
        return new ApprovalAnswer(request.value(), "APPROVED", "activate-pack", "p2 judges", 16);
    }

    @Override
    public ApprovalAnswer refuse(RequestId request, String by, String reason) {
        asked.add(request + " " + reason);
        this.by.add(by);
        return new ApprovalAnswer(request.value(), "REFUSED", "activate-pack", "refused by " + by, 17);
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
    public ExplainAnswer explain(String decision) {
        if (decision.equals("none")) {
            throw new ServerRefusal(ServerRefusal.Kind.NOT_FOUND, "no decision is recorded for 'none'");
        }
        asked.add("explain " + decision);
        return new ExplainAnswer(
                "Order O-2 was denied: name-limit.",
                decision,
                "k",
                8,
                2,
                "2026-01-02T00:00:01Z",
                "XYZ",
                "BUY",
                "500",
                "50",
                "50",
                "DENY",
                "0",
                "p1",
                "c1",
                true,
                List.of(new ExplainAnswer.Fired("POLICY_DENIED", "name-limit", 0.3, 0.2, "not order.reducing")),
                List.of(new ExplainAnswer.NearMiss(
                        "order-notional", "order.notional", "limits.orderNotionalMax", 25_000, 100_000, 75_000, 25.0)),
                List.of(new ExplainAnswer.WouldPass("quantity", "500", "340", "341")),
                List.of("odd"));
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
    public ResumeAnswer resume(Scope scope, String by, String reason) {
        asked.add(scope);
        this.by.add(by);
        return new ResumeAnswer(scope.toString(), "NORMAL", "", 13);
    }

    @Override
    public FlattenAnswer flatten(Scope scope, String by, String reason) {
        asked.add("flatten " + scope);
        this.by.add(by);
        return new FlattenAnswer(scope.toString(), "R7", 0, 2, 2, 14);
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
