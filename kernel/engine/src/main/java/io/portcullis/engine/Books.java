package io.portcullis.engine;

import io.portcullis.engine.approval.Approvals;
import io.portcullis.engine.coordination.Coordinator;
import io.portcullis.engine.coordination.SignalBoard;
import io.portcullis.engine.gate.ActivityCounters;
import io.portcullis.engine.gate.DecisionChain;
import io.portcullis.engine.gate.Gate;
import io.portcullis.engine.gate.OrderDraft;
import io.portcullis.engine.gate.PackActivation;
import io.portcullis.engine.gate.PackStaging;
import io.portcullis.engine.gate.PolicyGate;
import io.portcullis.engine.gate.SessionState;
import io.portcullis.engine.gate.Tightenings;
import io.portcullis.engine.gate.TradingStates;
import io.portcullis.engine.gate.facts.FactSchema;
import io.portcullis.engine.market.InstrumentState;
import io.portcullis.engine.market.Instruments;
import io.portcullis.engine.order.Conduct;
import io.portcullis.engine.order.OrderDesk;
import io.portcullis.engine.order.Orders;
import io.portcullis.engine.order.TrackedOrder;
import io.portcullis.engine.portfolio.Portfolio;
import io.portcullis.engine.portfolio.Position;
import io.portcullis.engine.routing.Router;
import io.portcullis.engine.state.StateReader;
import io.portcullis.engine.state.StateWriter;
import io.portcullis.model.event.EngineEvent;
import io.portcullis.model.fee.FeeSchedule;
import io.portcullis.model.gate.DecisionRecord;
import io.portcullis.model.id.ClientOrderId;
import io.portcullis.model.value.Money;
import java.util.SortedMap;
import java.util.TreeMap;

/** Everything the engine remembers, and the rooms that work on it. Engine thread only. */
public final class Books {
    private static final double BORROW_YEAR_DAYS = 360;

    private static final String STOPS = "stops";
    private static final String DESK = "desk";
    private static final String BETAS = "betas";
    private static final String CONDUCT_PART = "conduct";

    private final String logId;
    private final EngineSettings settings;
    private final Instruments instruments;
    private final Portfolio portfolio;
    private final Orders orders;
    private final TradingStates trading;
    private final ActivityCounters counters;
    private final SessionState session;
    private final DecisionChain chain;
    private final SignalBoard signals;
    private final PackStaging staging;
    private final PackActivation activation;
    private final Approvals approvals;
    private final Tightenings tightenings;
    private final Losses losses;
    private final Conduct conduct;
    private final OrderDesk desk;
    private final Router router;
    private final Gate gate;
    private final Coordinator coordinator;
    private final Cancels cancels;
    private final Stops stops;
    private long ordersNumbered;
    private long opportunities;
    private long watchedEquity;

    /** The parts that a snapshot holds. */
    private record Parts(
            Instruments instruments,
            Portfolio portfolio,
            Orders orders,
            TradingStates trading,
            ActivityCounters counters,
            SessionState session,
            DecisionChain chain,
            SignalBoard signals,
            PackStaging staging,
            PackActivation activation,
            Approvals approvals,
            Tightenings tightenings,
            Losses losses,
            Conduct conduct) {
        /**
         * What came after the first snapshots stands at their end, by name, and only where there is something to say: so an older
         * one can be read.
         */
        Parts later(StateReader in) {
            Approvals asked = approvals;
            Tightenings tightened = tightenings;
            while (!in.atEnd()) {
                String part = in.getString();
                if (part.equals(STOPS)) {
                    trading.readCancels(in);
                    orders.readWhose(in);
                    losses.read(in);
                } else if (part.equals(DESK)) {
                    asked = Approvals.read(in);
                    tightened = Tightenings.read(in);
                } else if (part.equals(BETAS)) {
                    portfolio.readBetas(in);
                } else if (part.equals(CONDUCT_PART)) {
                    conduct.read(in, orders);
                } else {
                    throw new IllegalStateException("the snapshot has a part '" + part + "', which is not known here");
                }
            }
            return with(asked, tightened);
        }

        private Parts with(Approvals asked, Tightenings tightened) {
            return new Parts(
                    instruments,
                    portfolio,
                    orders,
                    trading,
                    counters,
                    session,
                    chain,
                    signals,
                    staging,
                    activation,
                    asked,
                    tightened,
                    losses,
                    conduct);
        }
    }

    private Books(String logId, EngineSettings settings, Parts parts, PolicyGate policy) {
        this.logId = logId;
        this.settings = settings;
        instruments = parts.instruments;
        portfolio = parts.portfolio;
        orders = parts.orders;
        trading = parts.trading;
        counters = parts.counters;
        session = parts.session;
        chain = parts.chain;
        signals = parts.signals;
        staging = parts.staging;
        activation = parts.activation;
        approvals = parts.approvals;
        tightenings = parts.tightenings;
        losses = parts.losses;
        conduct = parts.conduct;
        desk = new OrderDesk(orders, portfolio, conduct.parents());
        router = new Router(settings);
        gate = new Gate(settings, instruments, portfolio, orders, conduct, counters, session, tightenings, policy);
        FeeSchedule fees = FeeSchedule.parse("fees", settings.feeTable());
        coordinator = new Coordinator(settings, instruments, portfolio, fees);
        cancels = new Cancels(this);
        stops = new Stops(this);
    }

    static Books open(EngineEvent.SessionStarted started, EngineSettings settings, PolicyGate policy) {
        Parts parts = new Parts(
                new Instruments(),
                new Portfolio(started.capital()),
                new Orders(),
                new TradingStates(),
                new ActivityCounters(),
                new SessionState(),
                new DecisionChain(),
                new SignalBoard(),
                new PackStaging(),
                new PackActivation(),
                new Approvals(),
                new Tightenings(),
                new Losses(),
                new Conduct());
        return new Books(started.sessionId(), settings, parts, policy);
    }

    /** The same books under the settings of a new session. */
    Books reopen(EngineSettings newSettings, PolicyGate policy) {
        Parts parts = new Parts(
                instruments,
                portfolio,
                orders,
                trading,
                counters,
                session,
                chain,
                signals,
                staging,
                activation,
                approvals,
                tightenings,
                losses,
                conduct);
        Books reopened = new Books(logId, newSettings, parts, policy);
        reopened.ordersNumbered = ordersNumbered;
        reopened.opportunities = opportunities;
        reopened.watchedEquity = watchedEquity;
        return reopened;
    }

    /** Settings in force. */
    public EngineSettings settings() {
        return settings;
    }

    /** Instruments and their markets. */
    public Instruments instruments() {
        return instruments;
    }

    /** Money and positions. */
    public Portfolio portfolio() {
        return portfolio;
    }

    /** Orders. */
    public Orders orders() {
        return orders;
    }

    /** Trading states by scope. */
    public TradingStates trading() {
        return trading;
    }

    /** Activity of this second and today. */
    public ActivityCounters counters() {
        return counters;
    }

    /** The session. */
    public SessionState session() {
        return session;
    }

    /** The chain over decisions. */
    public DecisionChain chain() {
        return chain;
    }

    /** Since when the active pack judges. */
    public PackActivation activation() {
        return activation;
    }

    /** What waits for a second person. */
    public Approvals approvals() {
        return approvals;
    }

    /** What people tightened for a while. */
    public Tightenings tightenings() {
        return tightenings;
    }

    /** Opportunities built so far. */
    public long opportunities() {
        return opportunities;
    }

    SignalBoard signals() {
        return signals;
    }

    PackStaging staging() {
        return staging;
    }

    Router router() {
        return router;
    }

    OrderDesk desk() {
        return desk;
    }

    /** The gate, for dry runs. */
    public Gate gate() {
        return gate;
    }

    Coordinator coordinator() {
        return coordinator;
    }

    Losses losses() {
        return losses;
    }

    Cancels cancels() {
        return cancels;
    }

    /** What shuts scopes; for reading what still works in one. */
    public Stops stops() {
        return stops;
    }

    /** What was judged is remembered for a while, in sessions whose facts have that. */
    void remember(TrackedOrder order, OrderDraft draft, Gate.Judgement judgement, long nowNanos) {
        if (settings.factsVersion() == FactSchema.FIRST) {
            return;
        }
        if (draft.parent() != null && judgement.decision().passes()) {
            conduct.parents().take(draft.parent(), order.quantityRaw(), nowNanos);
        }
        if (judgement.reducing()) {
            return; // an exit ends where the position does
        }
        if (judgement.decision().passes()) {
            conduct.recent().note(order, draft.trader());
            conduct.flow().passed(order, judgement.notionalRaw(), nowNanos);
        } else if (judgement.tooLarge()) {
            conduct.flow().blocked(order.instrument(), order.side(), nowNanos);
        }
    }

    /** How senders have behaved lately. */
    public Conduct conduct() {
        return conduct;
    }

    void countOpportunities(int count) {
        opportunities += count;
    }

    ClientOrderId nextOrderId() {
        ordersNumbered++;
        return ClientOrderId.of(logId + "-" + ordersNumbered);
    }

    /** True when equity moved by more than the watched step since the last time that this was true. */
    boolean equityMoved() {
        long equity = portfolio.equityRaw();
        double step = Math.abs((double) watchedEquity) * settings.number("watch.equity.move.bps") / 1e4;
        if (Math.abs((double) equity - watchedEquity) <= step) {
            return false;
        }
        watchedEquity = equity;
        return true;
    }

    /** Borrow fees on everything short for some calendar days, raw money: lenders count nights, not sessions. */
    long borrowFees(long days) {
        long sum = 0;
        for (Position position : portfolio.positions()) {
            if (position.quantityRaw() < 0) {
                InstrumentState state = instruments.find(position.instrument());
                double rate = state.borrowFeePercent() / 100 / BORROW_YEAR_DAYS;
                sum = Math.addExact(sum, Math.round(-position.valueRaw() * rate * days));
            }
        }
        return sum;
    }

    /** Makes the record of a judgement and puts it on the chain. */
    DecisionRecord record(long position, long timeNanos, OrderDraft draft, Gate.Judgement judgement) {
        DecisionRecord open = new DecisionRecord(
                chain.sequence() + 1,
                position,
                timeNanos,
                draft.id(),
                draft.parentId(),
                draft.key(),
                draft.account(),
                draft.trader(),
                draft.instrument(),
                draft.side(),
                draft.type(),
                draft.timeInForce(),
                draft.quantity(),
                draft.limit(),
                judgement.reference(),
                new Money(portfolio.equityRaw(), portfolio.currency()),
                draft.opportunity() == null ? 1 : draft.opportunity().propensity(),
                judgement.reducing(),
                judgement.decision(),
                judgement.facts(),
                settings.factsVersion(),
                "");
        DecisionRecord record = open.withChain(chain.next(chain.head(), open));
        chain.advance(record);
        return record;
    }

    void write(StateWriter out, long timeNanos) {
        out.putString(logId);
        out.putLong(settings.asMap().size());
        settings.asMap().forEach((key, value) -> {
            out.putString(key);
            out.putString(value);
        });
        instruments.write(out);
        portfolio.write(out);
        orders.write(out);
        trading.write(out);
        counters.write(out);
        session.write(out);
        chain.write(out);
        signals.write(out);
        staging.write(out);
        activation.write(out);
        out.putLong(ordersNumbered);
        out.putLong(opportunities);
        out.putLong(watchedEquity);
        if (isPartOfAStop()) {
            out.putString(STOPS);
            trading.writeCancels(out);
            orders.writeWhose(out);
            losses.write(out, isMarketWatched());
        }
        if (!approvals.isUntouched() || !tightenings.isUntouched()) {
            out.putString(DESK);
            approvals.write(out);
            tightenings.write(out);
        }
        if (portfolio.hasBetas()) {
            out.putString(BETAS);
            portfolio.writeBetas(out);
        }
        if (!conduct.isEmpty(orders, timeNanos)) {
            out.putString(CONDUCT_PART);
            conduct.write(out, orders, timeNanos);
        }
    }

    private boolean isPartOfAStop() {
        return !trading.hasNoCancels() || orders.openCount() > 0 || !losses.isNobody() || isMarketWatched();
    }

    private boolean isMarketWatched() {
        return settings.number(Losses.MARKET_MAX) > 0;
    }

    static Books read(StateReader in, PolicyGate policy) {
        String logId = in.getString();
        SortedMap<String, String> settings = new TreeMap<>();
        for (long n = in.getLong(); n > 0; n--) {
            settings.put(in.getString(), in.getString());
        }
        Parts read = new Parts(
                Instruments.read(in),
                Portfolio.read(in),
                Orders.read(in),
                TradingStates.read(in),
                ActivityCounters.read(in),
                SessionState.read(in),
                DecisionChain.read(in),
                SignalBoard.read(in),
                PackStaging.read(in),
                PackActivation.read(in),
                new Approvals(),
                new Tightenings(),
                new Losses(),
                new Conduct());
        long ordersNumbered = in.getLong();
        long opportunities = in.getLong();
        long watchedEquity = in.getLong();
        Books books = new Books(logId, new EngineSettings(settings), read.later(in), policy);
        books.ordersNumbered = ordersNumbered;
        books.opportunities = opportunities;
        books.watchedEquity = watchedEquity;
        return books;
    }
}
