package io.portcullis.engine.gate;

import io.portcullis.engine.EngineSettings;
import io.portcullis.engine.gate.facts.FactSchema;
import io.portcullis.engine.gate.facts.GateFacts;
import io.portcullis.engine.gate.facts.Limits;
import io.portcullis.engine.gate.facts.Market;
import io.portcullis.engine.gate.facts.Order;
import io.portcullis.engine.gate.facts.WatchFacts;
import io.portcullis.engine.market.InstrumentState;
import io.portcullis.engine.market.Instruments;
import io.portcullis.engine.order.Conduct;
import io.portcullis.engine.order.Orders;
import io.portcullis.engine.portfolio.Portfolio;
import io.portcullis.engine.portfolio.Position;
import io.portcullis.model.gate.GateDecision;
import io.portcullis.model.gate.Reason;
import io.portcullis.model.gate.ReasonCode;
import io.portcullis.model.gate.TradingState;
import io.portcullis.model.gate.Verdict;
import io.portcullis.model.id.AccountId;
import io.portcullis.model.id.PackHash;
import io.portcullis.model.value.Money;
import io.portcullis.model.value.Price;
import io.portcullis.model.value.Quantity;
import java.util.ArrayList;
import java.util.List;

/**
 * The chain that every order passes (step 6): known at all, safety ring, policy ring; a reduced order is judged once more. It
 * fails closed: whatever is missing is a reason to refuse. Engine thread only.
 */
public final class Gate {
    private final AccountId account;
    private final Instruments instruments;
    private final Portfolio portfolio;
    private final ActivityCounters counters;
    private final SafetyRing safety;
    private final PolicyGate policy;
    private final FactsBuilder builder;
    private final Tightenings tightenings;
    private final int factsVersion;
    private final GateFacts facts = new GateFacts();
    private final WatchFacts watchFacts = new WatchFacts();

    /** A gate over these books. */
    public Gate(
            EngineSettings settings,
            Instruments instruments,
            Portfolio portfolio,
            Orders orders,
            Conduct conduct,
            ActivityCounters counters,
            SessionState session,
            Tightenings tightenings,
            PolicyGate policy) {
        this.account = settings.account();
        this.instruments = instruments;
        this.portfolio = portfolio;
        this.counters = counters;
        this.safety = new SafetyRing(settings);
        this.policy = policy;
        this.tightenings = tightenings;
        this.factsVersion = settings.factsVersion();
        this.builder = new FactsBuilder(portfolio, orders, conduct, counters, session, settings);
    }

    /**
     * A judgement with what it was based on.
     *
     * @param decision the verdict
     * @param reducing whether the order can only lower the worst-case absolute position
     * @param reference the mark it was valued at; null when there was none
     * @param facts the recorded facts; empty when the order did not get as far as having any
     * @param notionalRaw what it was valued at, raw money; 0 when it was not
     * @param tooLarge whether it was denied, and larger than one order may be, or than its pieces may be together
     */
    public record Judgement(
            GateDecision decision,
            boolean reducing,
            Price reference,
            double[] facts,
            long notionalRaw,
            boolean tooLarge) {}

    /** Judges an order; counts it. */
    public Judgement judge(OrderDraft draft, TradingState trading, long nowNanos) {
        return judge(draft, trading, nowNanos, true);
    }

    /** Judges an order without counting it: what would be said now. The facts stay readable until the next judgement. */
    public Judgement tryOut(OrderDraft draft, TradingState trading, long nowNanos) {
        return judge(draft, trading, nowNanos, false);
    }

    private Judgement judge(OrderDraft draft, TradingState trading, long nowNanos, boolean counted) {
        InstrumentState state = instruments.find(draft.instrument());
        if (state == null) {
            return refusedBlind(ReasonCode.UNKNOWN_INSTRUMENT);
        }
        if (!draft.account().equals(account)) {
            return refusedBlind(ReasonCode.UNKNOWN_ACCOUNT);
        }
        if (counted) {
            Position position = portfolio.position(draft.instrument());
            counters.order(
                    nowNanos,
                    FactsBuilder.reducing(
                            position, draft.side(), draft.quantity().raw()));
        }
        GateDecision decision = decide(draft, state, trading, nowNanos);
        Price reference = state.lastRaw() == 0 ? null : new Price(state.lastRaw());
        return new Judgement(
                decision,
                facts.order().isReducing(),
                reference,
                FactSchema.values(facts, factsVersion),
                Math.round(facts.order().getNotional() * Money.ONE),
                decision.verdict() == Verdict.DENY && isTooLarge());
    }

    /** Limits that are not set are none, and NaN is above nothing; the safety ring speaks before limits are looked up. */
    private boolean isTooLarge() {
        Order order = facts.order();
        Market market = facts.market();
        Limits limits = facts.limits();
        return !order.isReducing()
                && (safety.isTooLarge(order)
                        || Math.max(order.getQuantity(), order.getSlicedQuantity()) > limits.getOrderQuantityMax()
                        || Math.max(order.getNotional(), order.getSlicedNotional()) > limits.getOrderNotionalMax()
                        || Math.max(market.getParticipation(), market.getSlicedParticipation())
                                > limits.getOrderAdvMax());
    }

    /** The facts of the last judgement. */
    public GateFacts lastFacts() {
        return facts;
    }

    private GateDecision decide(OrderDraft draft, InstrumentState state, TradingState trading, long nowNanos) {
        try {
            GateDecision first = evaluate(draft, state, trading, nowNanos);
            if (first.verdict() != Verdict.REDUCE) {
                return first;
            }
            GateDecision second = evaluate(draft.withQuantity(first.quantity()), state, trading, nowNanos);
            if (second.verdict() == Verdict.ALLOW) {
                return first;
            }
            List<Reason> reasons = new ArrayList<>(first.reasons());
            reasons.add(Reason.of(ReasonCode.REDUCED_STILL_DENIED));
            reasons.addAll(second.reasons());
            return denied(reasons);
        } catch (ArithmeticException e) {
            return denied(List.of(Reason.of(ReasonCode.OVERFLOW)));
        }
    }

    private GateDecision evaluate(OrderDraft draft, InstrumentState state, TradingState trading, long nowNanos) {
        builder.fill(facts, draft, state, trading, nowNanos);
        tightenings.fill(facts, nowNanos);
        List<Reason> reasons = new ArrayList<>();
        safety.judge(trading, facts, counters, reasons);
        if (!reasons.isEmpty()) {
            return denied(reasons);
        }
        Ruling ruling = policy.judge(facts);
        return switch (ruling.verdict()) {
            case ALLOW -> new GateDecision(Verdict.ALLOW, draft.quantity(), ruling.reasons(), policy.activePack());
            case REDUCE -> reduced(draft, ruling);
            case DENY -> denied(ruling.reasons());
        };
    }

    private GateDecision reduced(OrderDraft draft, Ruling ruling) {
        double shares = Math.floor(ruling.quantityMax());
        if (!(shares >= 1)) {
            return denied(ruling.reasons());
        }
        Quantity quantity = Quantity.of(Math.min(shares, draft.quantity().toDouble()));
        return new GateDecision(Verdict.REDUCE, quantity, ruling.reasons(), policy.activePack());
    }

    private GateDecision denied(List<Reason> reasons) {
        PackHash pack = policy.activePack();
        return new GateDecision(Verdict.DENY, Quantity.ZERO, reasons, pack);
    }

    /** Nothing but the refusal can be said of an order that is not understood. */
    private Judgement refusedBlind(ReasonCode code) {
        return new Judgement(denied(List.of(Reason.of(code))), false, null, new double[0], 0, false);
    }

    /** Asks the watch rules. */
    public WatchRuling watch(String kind, String subject, boolean up, TradingState trading, long nowNanos) {
        watchFacts.trigger().setKind(kind);
        watchFacts.trigger().setSubject(subject);
        watchFacts.trigger().setUp(up);
        builder.account(watchFacts.account(), account.value());
        builder.session(watchFacts.session(), trading, nowNanos);
        builder.counters(watchFacts.counters());
        tightenings.fill(watchFacts, nowNanos);
        return policy.watch(watchFacts);
    }
}
