package io.portcullis.engine.gate;

import io.portcullis.engine.EngineSettings;
import io.portcullis.engine.gate.facts.Account;
import io.portcullis.engine.gate.facts.Agent;
import io.portcullis.engine.gate.facts.Counters;
import io.portcullis.engine.gate.facts.Exposure;
import io.portcullis.engine.gate.facts.GateFacts;
import io.portcullis.engine.gate.facts.Instrument;
import io.portcullis.engine.gate.facts.Market;
import io.portcullis.engine.gate.facts.Order;
import io.portcullis.engine.gate.facts.Session;
import io.portcullis.engine.market.InstrumentState;
import io.portcullis.engine.order.Conduct;
import io.portcullis.engine.order.Orders;
import io.portcullis.engine.order.Parents;
import io.portcullis.engine.portfolio.Portfolio;
import io.portcullis.engine.portfolio.Position;
import io.portcullis.model.gate.TradingState;
import io.portcullis.model.order.OrderType;
import io.portcullis.model.order.ParentOrder;
import io.portcullis.model.order.Side;
import io.portcullis.model.value.Money;
import io.portcullis.model.value.Price;
import io.portcullis.model.value.Quantity;
import java.util.List;
import java.util.Set;

/** Fills the facts of an evaluation from the engine's books. Engine thread only. */
final class FactsBuilder {
    private static final double NANOS_PER_SECOND = 1e9;
    /** Where the ramp begins and ends, as parts of the drawdown that it leads to. */
    private static final double RAMP_BEGIN = 0.25;

    private static final double RAMP_END = 0.9;
    private static final double NO_ROOM = 1e-9;
    private static final long NANOS_PER_DAY = 86_400_000_000_000L;

    private final Portfolio portfolio;
    private final Orders orders;
    private final ActivityCounters counters;
    private final SessionState session;
    private final double collarBps;
    private final String venue;
    private final Set<String> traders;
    private final double rampDrawdown;
    private final Conduct conduct;

    FactsBuilder(
            Portfolio portfolio,
            Orders orders,
            Conduct conduct,
            ActivityCounters counters,
            SessionState session,
            EngineSettings settings) {
        this.portfolio = portfolio;
        this.orders = orders;
        this.counters = counters;
        this.session = session;
        this.collarBps = settings.number("gate.market.collar.bps");
        this.venue = settings.venue().value();
        this.traders = settings.traders();
        this.rampDrawdown = settings.number("ramp.drawdown");
        this.conduct = conduct;
    }

    /** True for an order that can only bring the position nearer to flat, whatever of the pending fills. */
    static boolean reducing(Position position, Side side, long quantityRaw) {
        long room = side == Side.SELL
                ? position.quantityRaw() - position.pendingSellRaw()
                : -position.quantityRaw() - position.pendingBuyRaw();
        return quantityRaw <= room;
    }

    void fill(GateFacts facts, OrderDraft draft, InstrumentState state, TradingState trading, long nowNanos) {
        Position position = portfolio.position(draft.instrument());
        market(facts.market(), draft, state, nowNanos);
        order(facts.order(), draft, position, facts.market());
        conduct(facts.order(), draft, nowNanos);
        pieces(facts, draft, nowNanos);
        parts(facts.order(), draft);
        instrument(facts.instrument(), state);
        exposure(facts.exposure(), draft, position);
        account(facts.account(), draft.account().value());
        agent(facts.agent(), draft);
        session(facts.session(), trading, nowNanos);
        counters(facts.counters());
        facts.limits().clear();
    }

    private void order(Order fact, OrderDraft draft, Position position, Market market) {
        boolean buy = draft.side() == Side.BUY;
        fact.setOrderId(draft.id().value());
        fact.setAccount(draft.account().value());
        fact.setTrader(draft.trader().value());
        fact.setSide(draft.side().name());
        fact.setType(draft.type().name());
        fact.setTimeInForce(draft.timeInForce().name());
        fact.setSource(draft.opportunity() == null ? "API" : "AGENTS");
        fact.setBuy(buy);
        fact.setMarket(draft.type() == OrderType.MARKET);
        fact.setReducing(reducing(position, draft.side(), draft.quantity().raw()));
        long down = position.quantityRaw()
                - position.pendingSellRaw()
                - (buy ? 0 : draft.quantity().raw());
        fact.setShortSale(!buy && down < 0);
        fact.setVenue(venue);
        fact.setQuantity(draft.quantity().toDouble());
        double reference = market.getReference();
        // a market order is valued at the worst price that the collar lets through
        double price = draft.limit() != null
                ? draft.limit().toDouble()
                : reference * (1 + draft.side().sign() * collarBps / 1e4);
        fact.setPrice(price);
        fact.setNotional(price * draft.quantity().toDouble());
        boolean measured = draft.limit() != null && reference > 0;
        fact.setCollarBps(measured ? draft.side().sign() * (price / reference - 1) * 1e4 : 0);
    }

    /** How the order stands beside others, and whether a venue could read it. */
    private void conduct(Order fact, OrderDraft draft, long nowNanos) {
        fact.setOnTick(draft.limit() == null || isOnTick(draft.limit().raw()));
        fact.setAttributed(isAttributed(draft));
        fact.setCrossesOwn(orders.wouldMeetOurs(draft.instrument(), draft.side(), draft.limit()));
        fact.setRepeats(conduct.recent()
                .same(
                        draft.trader(),
                        draft.instrument(),
                        draft.side(),
                        draft.quantity().raw(),
                        draft.limit(),
                        nowNanos));
    }

    /** What is refused as a whole must not come in by pieces, and prices must not walk away. */
    private void pieces(GateFacts facts, OrderDraft draft, long nowNanos) {
        Order order = facts.order();
        boolean sliced = conduct.flow().isBlocked(draft.instrument(), draft.side(), nowNanos);
        long quantity = conduct.flow().quantityRaw(draft.instrument(), draft.side(), nowNanos);
        long notional = conduct.flow().notionalRaw(draft.instrument(), draft.side(), nowNanos);
        order.setSlicedQuantity(sliced ? new Quantity(quantity).toDouble() + order.getQuantity() : 0);
        order.setSlicedNotional(sliced ? money(notional) + order.getNotional() : 0);
        double volume = facts.market().getAverageDailyVolume();
        facts.market().setSlicedParticipation(volume > 0 ? order.getSlicedQuantity() / volume : 0);
        long least = conduct.flow().leastAggressiveRaw(draft.instrument(), draft.side(), nowNanos);
        boolean measured = draft.limit() != null && least > 0;
        order.setCollarWindowBps(measured ? draft.side().sign() * (order.getPrice() / price(least) - 1) * 1e4 : 0);
    }

    /** How much of the order that it is a part of would be out or done with it. */
    private void parts(Order fact, OrderDraft draft) {
        ParentOrder parent = draft.parent();
        Parents parents = conduct.parents();
        fact.setParentQuantity(parent == null ? 0 : new Quantity(parents.quantityRaw(parent)).toDouble());
        fact.setChildrenQuantity(
                parent == null ? 0 : new Quantity(parents.takenRaw(parent)).toDouble() + fact.getQuantity());
        fact.setChildren(parent == null ? 0 : parents.children(parent) + 1.0);
    }

    /** Regulation NMS rule 612: a cent, and below one dollar a hundredth of it. */
    private static boolean isOnTick(long priceRaw) {
        return priceRaw % (priceRaw >= Price.ONE ? Price.ONE / 100 : Price.ONE / 10_000) == 0;
    }

    /** The engine's own orders come from agents, from nobody speaking for a position any more, or from a flatten. */
    private boolean isAttributed(OrderDraft draft) {
        if (draft.opportunity() != null) {
            return !draft.opportunity().contributions().isEmpty();
        }
        return traders.isEmpty() || traders.contains(draft.trader().value()) || OrderDraft.isOurs(draft.trader());
    }

    private static void instrument(Instrument fact, InstrumentState state) {
        fact.setSymbol(state.id().value());
        fact.setSector(state.sector());
        fact.setTradable(state.tradable());
        fact.setRestricted(state.restricted());
        fact.setBorrowListed(state.borrowListed());
        fact.setBorrowAvailable(new Quantity(state.borrowAvailableRaw()).toDouble());
        fact.setBorrowFeePercent(state.borrowFeePercent());
    }

    void account(Account fact, String id) {
        fact.setId(id);
        fact.setEquity(money(portfolio.equityRaw()));
        fact.setCash(money(portfolio.cashRaw()));
        fact.setPeakEquity(money(portfolio.peakEquityRaw()));
        fact.setDrawdown(portfolio.drawdown());
        fact.setDayPnl(money(portfolio.dayPnlRaw()));
        fact.setDayLoss(portfolio.dayLoss());
    }

    private void exposure(Exposure fact, OrderDraft draft, Position position) {
        long signed = draft.side().sign() * draft.quantity().raw();
        Portfolio.Exposures after = portfolio.exposuresWith(position, signed);
        // no equity, no room: every fraction is infinite, and every limit is broken
        double equity = Math.max(0, money(portfolio.equityRaw()));
        fact.setGrossAfter(fraction(after.gross(), equity));
        fact.setNetAfter(fraction(after.net(), equity));
        fact.setNameAfter(fraction(after.name(), equity));
        fact.setSectorAfter(fraction(after.sector(), equity));
        Portfolio.Betas betas = portfolio.betasWith(position, signed);
        fact.setBetaAfter(fraction(betas.net(), equity));
        fact.setBetaUnknown(fraction(betas.unknown(), equity));
        fact.setGrossRamped(fact.getGrossAfter() / roomLeft());
        fact.setGrossBefore(fraction(portfolio.worstGrossRaw(), equity));
        fact.setPositionBefore(new Quantity(position.quantityRaw()).toDouble());
        long up = position.quantityRaw() + position.pendingBuyRaw() + Math.max(signed, 0);
        long down = position.quantityRaw() - position.pendingSellRaw() + Math.min(signed, 0);
        fact.setPositionAfter(new Quantity(signed > 0 ? up : down).toDouble());
        fact.setShortAfter(new Quantity(Math.max(0, -down)).toDouble());
    }

    /** What the drawdown leaves of the room, never quite nothing: what is divided by it stays a number. */
    private double roomLeft() {
        if (rampDrawdown == 0) {
            return NO_ROOM;
        }
        double left = (RAMP_END * rampDrawdown - portfolio.drawdown()) / ((RAMP_END - RAMP_BEGIN) * rampDrawdown);
        return Math.max(NO_ROOM, Math.min(1, left));
    }

    private static double fraction(long moneyRaw, double equity) {
        return moneyRaw == 0 ? 0 : money(moneyRaw) / equity;
    }

    private static void market(Market fact, OrderDraft draft, InstrumentState state, long nowNanos) {
        fact.setReference(price(state.lastRaw()));
        fact.setBid(price(state.bidRaw()));
        fact.setAsk(price(state.askRaw()));
        fact.setSpreadBps(state.spreadBps());
        double volume = new Quantity(state.averageDailyVolumeRaw()).toDouble();
        fact.setAverageDailyVolume(volume);
        fact.setDailyVolatility(Double.isNaN(state.dailyVolatility()) ? 0 : state.dailyVolatility());
        fact.setParticipation(volume > 0 ? draft.quantity().toDouble() / volume : 0);
        fact.setAgeSeconds((nowNanos - state.viewTimeNanos()) / NANOS_PER_SECOND);
        fact.setHalted(state.halted());
    }

    private static void agent(Agent fact, OrderDraft draft) {
        boolean present = draft.opportunity() != null;
        fact.setContributions(present ? draft.opportunity().contributions() : List.of());
        fact.setPresent(present);
        fact.setProbability(present ? draft.opportunity().probability() : 0);
        // an exit may come from an opportunity that was dropped before it was costed
        boolean costed = present && Double.isFinite(draft.opportunity().netEdgeBps());
        fact.setNetEdgeBps(costed ? draft.opportunity().netEdgeBps() : 0);
        fact.setAgents(present ? draft.opportunity().contributions().size() : 0);
    }

    void session(Session fact, TradingState trading, long nowNanos) {
        fact.setEpochDay(Math.floorDiv(nowNanos, NANOS_PER_DAY));
        fact.setKind(session.kind().name());
        fact.setState(trading.name());
        fact.setOpen(session.open());
        fact.setDay(session.day());
    }

    void counters(Counters fact) {
        fact.setOrdersThisSecond(counters.ordersThisSecond());
        fact.setOrdersToday(counters.ordersToday());
        fact.setDeniedToday(counters.deniedToday());
        fact.setFillsToday(counters.fillsToday());
        fact.setPendingOrders(orders.openCount());
        fact.setMessagesThisSecond(counters.messagesThisSecond());
        fact.setOrdersPerFill(counters.ordersPerFill());
    }

    private static double money(long raw) {
        return raw / (double) Money.ONE;
    }

    private static double price(long raw) {
        return raw / (double) Price.ONE;
    }
}
