package io.portcullis.host.live;

import io.portcullis.engine.Engine;
import io.portcullis.engine.gate.Gate;
import io.portcullis.engine.order.OrderState;
import io.portcullis.engine.order.TrackedOrder;
import io.portcullis.host.approval.ApprovalDesk;
import io.portcullis.host.config.ServerSettings;
import io.portcullis.host.logs.Correlation;
import io.portcullis.host.logs.Correlations;
import io.portcullis.host.server.AgentView;
import io.portcullis.host.server.ApprovalAnswer;
import io.portcullis.host.server.CancelAnswer;
import io.portcullis.host.server.DrillAnswer;
import io.portcullis.host.server.ExplainAnswer;
import io.portcullis.host.server.FeaturesView;
import io.portcullis.host.server.FlattenAnswer;
import io.portcullis.host.server.HeartbeatAnswer;
import io.portcullis.host.server.HistoryView;
import io.portcullis.host.server.Judgement;
import io.portcullis.host.server.KillAnswer;
import io.portcullis.host.server.KillsView;
import io.portcullis.host.server.LimitView;
import io.portcullis.host.server.LimitsView;
import io.portcullis.host.server.OrderAnswer;
import io.portcullis.host.server.PackAnswer;
import io.portcullis.host.server.PastAnswer;
import io.portcullis.host.server.ReasonView;
import io.portcullis.host.server.RequestsView;
import io.portcullis.host.server.ResumeAnswer;
import io.portcullis.host.server.RouteView;
import io.portcullis.host.server.RoutesView;
import io.portcullis.host.server.RulesView;
import io.portcullis.host.server.ServerApi;
import io.portcullis.host.server.ServerRefusal;
import io.portcullis.host.server.StatusView;
import io.portcullis.host.server.Tightening;
import io.portcullis.host.timemachine.PastDesk;
import io.portcullis.ingest.route.RouteState;
import io.portcullis.ingest.route.Routes;
import io.portcullis.model.event.EngineEvent;
import io.portcullis.model.gate.DecisionRecord;
import io.portcullis.model.gate.Scope;
import io.portcullis.model.gate.Verdict;
import io.portcullis.model.id.ClientOrderId;
import io.portcullis.model.id.InstrumentId;
import io.portcullis.model.id.RequestId;
import io.portcullis.model.order.OrderRequest;
import io.portcullis.model.value.Quantity;
import io.portcullis.policy.gate.Headroom;
import io.portcullis.signals.feature.FeatureNames;
import io.portcullis.signals.feature.FeatureReading;
import io.portcullis.signals.feature.FeatureStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The server's answers, over log and engine. */
final class LiveApi implements ServerApi {
    private static final Logger LOG = LoggerFactory.getLogger(LiveApi.class);
    private static final long STALL_LOOK_MILLIS = 100;
    /** Well below the threads that HTTP has, and far more than one engine thread keeps busy. */
    private static final int ORDERS_AT_ONCE_MAX = 64;

    private final TradingCore core;
    private final Questions questions;
    private final RuleRoom rules;
    private final ApprovalDesk approvals;
    private final Decisions decisions = new Decisions();
    private final Semaphore orders = new Semaphore(ORDERS_AT_ONCE_MAX);
    private final StatusBoard board;
    private final Supplier<String> stall;
    private final Runnable stop;
    private final Correlations correlations = new Correlations();
    private final LongAdder turnedAway = new LongAdder();
    private final PastDesk past;
    private final KillDesk kills;
    private final ScopeDesk scopes;
    private final Heartbeats heartbeats;
    private volatile Edge edge;
    private volatile FeatureStore features;

    LiveApi(
            ServerSettings settings,
            TradingCore core,
            Questions questions,
            RuleRoom rules,
            ApprovalDesk approvals,
            StatusBoard board,
            PastDesk past,
            Supplier<String> stall,
            Runnable stop) {
        this.core = core;
        this.questions = questions;
        this.rules = rules;
        this.approvals = approvals;
        this.board = board;
        this.past = past;
        this.stall = stall;
        this.stop = stop;
        kills = new KillDesk(core, questions, stall);
        scopes = new ScopeDesk(kills, approvals, settings.profile());
        heartbeats = new Heartbeats(core.dataFolder().resolve("heartbeats"), System::nanoTime, kills::missed);
        board.durability(settings, core);
        core.core().listen(decisions);
        core.core().listen(board);
    }

    /** Bus, routes and database are there now. */
    void edge(Edge newEdge) {
        edge = newEdge;
        board.edge(newEdge);
    }

    /** What agents are shown can be read here now. */
    void features(FeatureStore store) {
        features = store;
    }

    /** Which request an order's key came with. */
    Correlations correlations() {
        return correlations;
    }

    /** Orders that wait for their answer now. */
    int ordersInHand() {
        return ORDERS_AT_ONCE_MAX - orders.availablePermits();
    }

    /** Orders turned away unrecorded because too many waited. */
    long ordersTurnedAway() {
        return turnedAway.sum();
    }

    @Override
    public OrderAnswer submit(OrderRequest request) {
        return oneOfFew(() -> judge(request));
    }

    /** Orders never take all of the threads that answer HTTP: a kill must not stand in line behind them. */
    private <T> T oneOfFew(Supplier<T> work) {
        requireMoving();
        if (!orders.tryAcquire()) {
            turnedAway.increment();
            throw new ServerRefusal(
                    ServerRefusal.Kind.BUSY,
                    ORDERS_AT_ONCE_MAX
                            + " orders are being answered at this moment; nothing was recorded, send it again");
        }
        try {
            return work.get();
        } finally {
            orders.release();
        }
    }

    private void requireMoving() {
        String standing = stall.get();
        if (!standing.isEmpty()) {
            throw new ServerRefusal(ServerRefusal.Kind.NOT_READY, standing + "; nothing was recorded, send it again");
        }
    }

    private OrderAnswer judge(OrderRequest request) {
        String key = request.key().value();
        String correlation = Correlation.current();
        CompletableFuture<Placed> placed = questions.begin(engine -> place(engine, request, correlation));
        Placed answer = Questions.wait(placed.thenCompose(Placed::settled), () -> decisions.forget(key));
        if (answer.known() != null) {
            return again(request, answer.known());
        }
        Decisions.Decided decided = answer.decided().join();
        requireSame(request, decided.record());
        return answer(decided.record(), decided.position(), false);
    }

    /**
     * Where an order request stands.
     *
     * @param known the order that its key stands for already; null for a new one
     * @param decided what a new one waits for; null for a known one
     */
    private record Placed(TrackedOrder known, CompletableFuture<Decisions.Decided> decided) {
        CompletableFuture<Placed> settled() {
            return known != null ? CompletableFuture.completedFuture(this) : decided.thenApply(record -> this);
        }
    }

    /** On the engine's thread, which knows the keys: the sender is woken once, by the decision. */
    private Placed place(Engine engine, OrderRequest request, String correlation) {
        String key = request.key().value();
        TrackedOrder known = engine.books().orders().findByKey(key);
        if (known != null) {
            return new Placed(known, null);
        }
        CompletableFuture<Decisions.Decided> decided = decisions.await(key);
        correlations.expect(key, correlation);
        core.append(new EngineEvent.OrderRequested(core.now(), request));
        return new Placed(null, decided);
    }

    private OrderAnswer again(OrderRequest request, TrackedOrder known) {
        boolean same = known.instrument().equals(request.instrument()) && known.side() == request.side();
        if (!same) {
            throw new ServerRefusal(
                    ServerRefusal.Kind.CONFLICT,
                    "key " + request.key() + " was used for another order (" + known.id()
                            + "); a new order needs a new key");
        }
        long quantity = known.verdict() == Verdict.DENY ? 0 : known.quantityRaw();
        return new OrderAnswer(
                known.id().value(),
                known.verdict().name(),
                new Quantity(quantity).toString(),
                List.of(),
                core.gate().activePack().hex(),
                true,
                core.core().processed());
    }

    /** Two senders at the same moment with one key: the first order counts, and the other sender must know. */
    private static void requireSame(OrderRequest request, DecisionRecord record) {
        if (!record.instrument().equals(request.instrument())
                || record.side() != request.side()
                || !record.requested().equals(request.quantity())) {
            throw new ServerRefusal(
                    ServerRefusal.Kind.CONFLICT,
                    "key " + request.key() + " was used for another order (" + record.orderId() + ")");
        }
    }

    private static OrderAnswer answer(DecisionRecord record, long position, boolean duplicate) {
        return new OrderAnswer(
                record.orderId().value(),
                record.decision().verdict().name(),
                record.decision().quantity().toString(),
                record.decision().reasons().stream().map(ReasonView::of).toList(),
                record.decision().pack().hex(),
                duplicate,
                position);
    }

    @Override
    public Judgement decide(OrderRequest request) {
        return oneOfFew(() -> tryOut(request));
    }

    private Judgement tryOut(OrderRequest request) {
        return ask(engine -> {
            Gate.Judgement judgement = engine.tryOut(request);
            List<LimitView> headroom = new ArrayList<>();
            if (judgement.facts().length > 0) {
                for (Headroom each : core.gate().headroom(engine.books().gate().lastFacts())) {
                    headroom.add(Limits.view(each));
                }
            }
            return new Judgement(
                    judgement.decision().verdict().name(),
                    judgement.decision().quantity().toString(),
                    judgement.decision().reasons().stream().map(ReasonView::of).toList(),
                    headroom,
                    judgement.decision().pack().hex(),
                    core.core().processed());
        });
    }

    @Override
    public CancelAnswer cancel(ClientOrderId orderId, String by) {
        if (ask(engine -> engine.books().orders().find(orderId)) == null) {
            throw new ServerRefusal(
                    ServerRefusal.Kind.NOT_FOUND,
                    "no order " + orderId + " is known; orders are known for two trading days");
        }
        core.append(new EngineEvent.CancelRequested(core.now(), orderId, by));
        String state = ask(engine -> {
            TrackedOrder order = engine.books().orders().find(orderId);
            return order == null ? OrderState.CANCELED.name() : order.state().name();
        });
        return new CancelAnswer(orderId.value(), state, core.core().processed());
    }

    @Override
    public StatusView status() {
        CompletableFuture<StatusView> view = questions.begin(board::view);
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(Questions.ANSWER_SECONDS_MAX);
        while (stall.get().isEmpty() && System.nanoTime() < deadline) {
            try {
                return view.get(STALL_LOOK_MILLIS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                // it may be about to be found out that the engine stands still
            } catch (InterruptedException | ExecutionException e) {
                return Questions.wait(view, () -> {});
            }
        }
        return board.last("STALLED");
    }

    @Override
    public LimitsView limits() {
        var table = rules.limits();
        return ask(engine -> Limits.view(engine, table.orElse(null), core.core().processed()));
    }

    @Override
    public LimitsView tighten(Tightening tightening, String by) {
        rules.tighten(tightening, by);
        return limits();
    }

    @Override
    public FeaturesView features(InstrumentId instrument) {
        FeatureStore store = features;
        if (store == null) {
            throw new ServerRefusal(ServerRefusal.Kind.NOT_READY, "the feature store is not open yet");
        }
        long now = core.now();
        List<FeaturesView.FeatureView> known = new ArrayList<>();
        for (String name : FeatureNames.ALL) {
            FeatureReading reading = store.read(instrument, name, now);
            if (reading.isKnown()) {
                known.add(new FeaturesView.FeatureView(
                        name,
                        Double.isFinite(reading.value()) ? reading.value() : null,
                        instant(reading.knownTimeNanos()),
                        reading.stale()));
            }
        }
        if (known.isEmpty()) {
            throw new ServerRefusal(
                    ServerRefusal.Kind.NOT_FOUND, "no feature of " + instrument + " was known within the time to live");
        }
        return new FeaturesView(instrument.value(), instant(now), known);
    }

    private static String instant(long nanos) {
        return Instant.ofEpochSecond(0, nanos).toString();
    }

    @Override
    public List<AgentView> agents() {
        return board.agentViews();
    }

    @Override
    public RulesView rules() {
        return rules.view();
    }

    @Override
    public PackAnswer submit(String pack, String by, String reason) {
        return rules.putForward(pack, by, reason, false);
    }

    @Override
    public PackAnswer activate(String pack, String by, String reason) {
        return rules.putForward(pack, by, reason, true);
    }

    @Override
    public PackAnswer rollback(String by, String reason) {
        return rules.rollback(by, reason);
    }

    @Override
    public HistoryView history(int stepsMax) {
        return rules.history().last(stepsMax);
    }

    @Override
    public RequestsView requests() {
        return approvals.view();
    }

    @Override
    public ApprovalAnswer approve(RequestId request, String by) {
        return approvals.approve(request, by);
    }

    @Override
    public ApprovalAnswer refuse(RequestId request, String by, String reason) {
        return approvals.refuse(request, by, reason);
    }

    @Override
    public RoutesView routes() {
        Routes routes = edge == null ? null : edge.routes();
        if (routes == null) {
            return new RoutesView(List.of(), "the routes are not started yet");
        }
        return new RoutesView(routes.states().stream().map(LiveApi::view).toList(), routes.folderProblem());
    }

    private static RouteView view(RouteState state) {
        boolean active = state.status() == RouteState.Status.ACTIVE;
        String where = state.line() > 0 ? state.file() + ":" + state.line() + ": " : state.file() + ": ";
        return new RouteView(
                state.file(),
                active ? RouteView.RUNNING : RouteView.BROKEN,
                !state.routeIds().isEmpty(),
                state.completed(),
                state.failed(),
                active ? "" : where + state.problem());
    }

    @Override
    public ExplainAnswer explain(String decision) {
        return past.explain(decision);
    }

    @Override
    public PastAnswer at(String when, String what) {
        return past.ask(when, what);
    }

    @Override
    public KillAnswer kill(Scope scope, String by, String reason) {
        return kills.kill(scope, by, reason);
    }

    @Override
    public DrillAnswer drill(Scope scope, String by, String reason) {
        requireMoving();
        return kills.drill(scope, by, reason);
    }

    @Override
    public KillsView kills() {
        return kills.kills();
    }

    @Override
    public HeartbeatAnswer heartbeat(Scope scope, int seconds, String by) {
        return heartbeats.beat(by, scope, seconds);
    }

    /** Looks who broke a promise. */
    void lookAtHeartbeats() {
        heartbeats.look();
    }

    @Override
    public ResumeAnswer resume(Scope scope, String by, String reason) {
        return scopes.resume(scope, by, reason);
    }

    @Override
    public FlattenAnswer flatten(Scope scope, String by, String reason) {
        return scopes.flatten(scope, by, reason);
    }

    @Override
    public void stop(String by) {
        LOG.info("stop asked for by {}", by);
        stop.run();
    }

    private <T> T ask(Function<Engine, T> question) {
        return questions.ask(question);
    }
}
