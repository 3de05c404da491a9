package io.portcullis.engine.gate.facts;

import static io.portcullis.engine.gate.facts.FactField.flag;
import static io.portcullis.engine.gate.facts.FactField.number;
import static io.portcullis.engine.gate.facts.FactField.text;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The names under which rules, case tables, FACTS.json files and decision records know each fact's fields, in a fixed order.
 *
 * <p>Adding a field appends to the end of its fact and raises {@link #VERSION}; a field is never renamed or removed. A session records
 * the fields of the version that it began with, so that a log of before says the same when it is replayed.
 */
public final class FactSchema {
    /** Version of the order below; sessions that begin today have it, and decision records carry it. */
    public static final int VERSION = 2;

    /** The version before what is counted over a window was known. */
    public static final int FIRST = 1;

    /** Every field that a gate rule can read. */
    public static final List<FactField> FIELDS = List.of(
            text(
                    "order.orderId",
                    f -> f.order().getOrderId(),
                    (f, v) -> f.order().setOrderId(v)),
            text(
                    "order.account",
                    f -> f.order().getAccount(),
                    (f, v) -> f.order().setAccount(v)),
            text("order.trader", f -> f.order().getTrader(), (f, v) -> f.order().setTrader(v)),
            text("order.side", f -> f.order().getSide(), (f, v) -> f.order().setSide(v)),
            text("order.type", f -> f.order().getType(), (f, v) -> f.order().setType(v)),
            text(
                    "order.timeInForce",
                    f -> f.order().getTimeInForce(),
                    (f, v) -> f.order().setTimeInForce(v)),
            text("order.source", f -> f.order().getSource(), (f, v) -> f.order().setSource(v)),
            flag("order.buy", f -> f.order().isBuy(), (f, v) -> f.order().setBuy(v)),
            flag("order.market", f -> f.order().isMarket(), (f, v) -> f.order().setMarket(v)),
            flag(
                    "order.reducing",
                    f -> f.order().isReducing(),
                    (f, v) -> f.order().setReducing(v)),
            flag(
                    "order.shortSale",
                    f -> f.order().isShortSale(),
                    (f, v) -> f.order().setShortSale(v)),
            number(
                    "order.quantity",
                    f -> f.order().getQuantity(),
                    (f, v) -> f.order().setQuantity(v)),
            number("order.price", f -> f.order().getPrice(), (f, v) -> f.order().setPrice(v)),
            number(
                    "order.notional",
                    f -> f.order().getNotional(),
                    (f, v) -> f.order().setNotional(v)),
            number(
                    "order.collarBps",
                    f -> f.order().getCollarBps(),
                    (f, v) -> f.order().setCollarBps(v)),
            flag("order.onTick", f -> f.order().isOnTick(), (f, v) -> f.order().setOnTick(v))
                    .since(2),
            flag(
                            "order.attributed",
                            f -> f.order().isAttributed(),
                            (f, v) -> f.order().setAttributed(v))
                    .since(2),
            flag(
                            "order.crossesOwn",
                            f -> f.order().isCrossesOwn(),
                            (f, v) -> f.order().setCrossesOwn(v))
                    .since(2),
            number(
                            "order.repeats",
                            f -> f.order().getRepeats(),
                            (f, v) -> f.order().setRepeats(v))
                    .since(2),
            number(
                            "order.slicedQuantity",
                            f -> f.order().getSlicedQuantity(),
                            (f, v) -> f.order().setSlicedQuantity(v))
                    .since(2),
            number(
                            "order.slicedNotional",
                            f -> f.order().getSlicedNotional(),
                            (f, v) -> f.order().setSlicedNotional(v))
                    .since(2),
            number(
                    "order.collarWindowBps",
                    f -> f.order().getCollarWindowBps(),
                    (f, v) -> f.order().setCollarWindowBps(v)),
            number(
                            "order.parentQuantity",
                            f -> f.order().getParentQuantity(),
                            (f, v) -> f.order().setParentQuantity(v))
                    .since(2),
            number(
                            "order.childrenQuantity",
                            f -> f.order().getChildrenQuantity(),
                            (f, v) -> f.order().setChildrenQuantity(v))
                    .since(2),
            number(
                            "order.children",
                            f -> f.order().getChildren(),
                            (f, v) -> f.order().setChildren(v))
                    .since(2)
                    .since(2),
            text(
                    "instrument.symbol",
                    f -> f.instrument().getSymbol(),
                    (f, v) -> f.instrument().setSymbol(v)),
            text(
                    "instrument.sector",
                    f -> f.instrument().getSector(),
                    (f, v) -> f.instrument().setSector(v)),
            flag(
                    "instrument.tradable",
                    f -> f.instrument().isTradable(),
                    (f, v) -> f.instrument().setTradable(v)),
            flag(
                    "instrument.restricted",
                    f -> f.instrument().isRestricted(),
                    (f, v) -> f.instrument().setRestricted(v)),
            flag(
                    "instrument.borrowListed",
                    f -> f.instrument().isBorrowListed(),
                    (f, v) -> f.instrument().setBorrowListed(v)),
            number(
                    "instrument.borrowAvailable",
                    f -> f.instrument().getBorrowAvailable(),
                    (f, v) -> f.instrument().setBorrowAvailable(v)),
            number(
                    "instrument.borrowFeePercent",
                    f -> f.instrument().getBorrowFeePercent(),
                    (f, v) -> f.instrument().setBorrowFeePercent(v)),
            text("account.id", f -> f.account().getId(), (f, v) -> f.account().setId(v)),
            number(
                    "account.equity",
                    f -> f.account().getEquity(),
                    (f, v) -> f.account().setEquity(v)),
            number(
                    "account.cash",
                    f -> f.account().getCash(),
                    (f, v) -> f.account().setCash(v)),
            number(
                    "account.peakEquity",
                    f -> f.account().getPeakEquity(),
                    (f, v) -> f.account().setPeakEquity(v)),
            number(
                    "account.drawdown",
                    f -> f.account().getDrawdown(),
                    (f, v) -> f.account().setDrawdown(v)),
            number(
                    "account.dayPnl",
                    f -> f.account().getDayPnl(),
                    (f, v) -> f.account().setDayPnl(v)),
            number(
                            "account.dayLoss",
                            f -> f.account().getDayLoss(),
                            (f, v) -> f.account().setDayLoss(v))
                    .since(2),
            number(
                    "exposure.grossAfter",
                    f -> f.exposure().getGrossAfter(),
                    (f, v) -> f.exposure().setGrossAfter(v)),
            number(
                    "exposure.netAfter",
                    f -> f.exposure().getNetAfter(),
                    (f, v) -> f.exposure().setNetAfter(v)),
            number(
                    "exposure.nameAfter",
                    f -> f.exposure().getNameAfter(),
                    (f, v) -> f.exposure().setNameAfter(v)),
            number(
                    "exposure.sectorAfter",
                    f -> f.exposure().getSectorAfter(),
                    (f, v) -> f.exposure().setSectorAfter(v)),
            number(
                    "exposure.grossBefore",
                    f -> f.exposure().getGrossBefore(),
                    (f, v) -> f.exposure().setGrossBefore(v)),
            number(
                    "exposure.positionBefore",
                    f -> f.exposure().getPositionBefore(),
                    (f, v) -> f.exposure().setPositionBefore(v)),
            number(
                    "exposure.positionAfter",
                    f -> f.exposure().getPositionAfter(),
                    (f, v) -> f.exposure().setPositionAfter(v)),
            number(
                    "exposure.shortAfter",
                    f -> f.exposure().getShortAfter(),
                    (f, v) -> f.exposure().setShortAfter(v)),
            number(
                    "exposure.grossRamped",
                    f -> f.exposure().getGrossRamped(),
                    (f, v) -> f.exposure().setGrossRamped(v)),
            number(
                            "exposure.betaAfter",
                            f -> f.exposure().getBetaAfter(),
                            (f, v) -> f.exposure().setBetaAfter(v))
                    .since(2),
            number(
                            "exposure.betaUnknown",
                            f -> f.exposure().getBetaUnknown(),
                            (f, v) -> f.exposure().setBetaUnknown(v))
                    .since(2)
                    .since(2),
            number(
                    "market.reference",
                    f -> f.market().getReference(),
                    (f, v) -> f.market().setReference(v)),
            number("market.bid", f -> f.market().getBid(), (f, v) -> f.market().setBid(v)),
            number("market.ask", f -> f.market().getAsk(), (f, v) -> f.market().setAsk(v)),
            number(
                    "market.spreadBps",
                    f -> f.market().getSpreadBps(),
                    (f, v) -> f.market().setSpreadBps(v)),
            number(
                    "market.averageDailyVolume",
                    f -> f.market().getAverageDailyVolume(),
                    (f, v) -> f.market().setAverageDailyVolume(v)),
            number(
                    "market.dailyVolatility",
                    f -> f.market().getDailyVolatility(),
                    (f, v) -> f.market().setDailyVolatility(v)),
            number(
                    "market.participation",
                    f -> f.market().getParticipation(),
                    (f, v) -> f.market().setParticipation(v)),
            number(
                    "market.ageSeconds",
                    f -> f.market().getAgeSeconds(),
                    (f, v) -> f.market().setAgeSeconds(v)),
            flag(
                    "market.halted",
                    f -> f.market().isHalted(),
                    (f, v) -> f.market().setHalted(v)),
            number(
                            "market.slicedParticipation",
                            f -> f.market().getSlicedParticipation(),
                            (f, v) -> f.market().setSlicedParticipation(v))
                    .since(2),
            flag(
                    "agent.present",
                    f -> f.agent().isPresent(),
                    (f, v) -> f.agent().setPresent(v)),
            number(
                    "agent.probability",
                    f -> f.agent().getProbability(),
                    (f, v) -> f.agent().setProbability(v)),
            number(
                    "agent.netEdgeBps",
                    f -> f.agent().getNetEdgeBps(),
                    (f, v) -> f.agent().setNetEdgeBps(v)),
            number(
                    "agent.agents",
                    f -> f.agent().getAgents(),
                    (f, v) -> f.agent().setAgents(v)),
            text(
                    "session.kind",
                    f -> f.session().getKind(),
                    (f, v) -> f.session().setKind(v)),
            text(
                    "session.state",
                    f -> f.session().getState(),
                    (f, v) -> f.session().setState(v)),
            flag(
                    "session.open",
                    f -> f.session().isOpen(),
                    (f, v) -> f.session().setOpen(v)),
            number(
                    "session.day",
                    f -> f.session().getDay(),
                    (f, v) -> f.session().setDay(v)),
            number(
                    "counters.ordersThisSecond",
                    f -> f.counters().getOrdersThisSecond(),
                    (f, v) -> f.counters().setOrdersThisSecond(v)),
            number(
                    "counters.ordersToday",
                    f -> f.counters().getOrdersToday(),
                    (f, v) -> f.counters().setOrdersToday(v)),
            number(
                    "counters.deniedToday",
                    f -> f.counters().getDeniedToday(),
                    (f, v) -> f.counters().setDeniedToday(v)),
            number(
                    "counters.fillsToday",
                    f -> f.counters().getFillsToday(),
                    (f, v) -> f.counters().setFillsToday(v)),
            number(
                    "counters.pendingOrders",
                    f -> f.counters().getPendingOrders(),
                    (f, v) -> f.counters().setPendingOrders(v)),
            number(
                            "counters.messagesThisSecond",
                            f -> f.counters().getMessagesThisSecond(),
                            (f, v) -> f.counters().setMessagesThisSecond(v))
                    .since(2),
            number(
                            "counters.ordersPerFill",
                            f -> f.counters().getOrdersPerFill(),
                            (f, v) -> f.counters().setOrdersPerFill(v))
                    .since(2),
            number(
                    "limits.grossMax",
                    f -> f.limits().getGrossMax(),
                    (f, v) -> f.limits().setGrossMax(v)),
            number(
                    "limits.netMax",
                    f -> f.limits().getNetMax(),
                    (f, v) -> f.limits().setNetMax(v)),
            number(
                    "limits.nameMax",
                    f -> f.limits().getNameMax(),
                    (f, v) -> f.limits().setNameMax(v)),
            number(
                    "limits.sectorMax",
                    f -> f.limits().getSectorMax(),
                    (f, v) -> f.limits().setSectorMax(v)),
            number(
                    "limits.orderNotionalMax",
                    f -> f.limits().getOrderNotionalMax(),
                    (f, v) -> f.limits().setOrderNotionalMax(v)),
            number(
                    "limits.orderQuantityMax",
                    f -> f.limits().getOrderQuantityMax(),
                    (f, v) -> f.limits().setOrderQuantityMax(v)),
            number(
                    "limits.orderAdvMax",
                    f -> f.limits().getOrderAdvMax(),
                    (f, v) -> f.limits().setOrderAdvMax(v)),
            number(
                    "limits.collarBps",
                    f -> f.limits().getCollarBps(),
                    (f, v) -> f.limits().setCollarBps(v)),
            number(
                    "limits.referenceAgeMaxSeconds",
                    f -> f.limits().getReferenceAgeMaxSeconds(),
                    (f, v) -> f.limits().setReferenceAgeMaxSeconds(v)),
            number(
                    "limits.borrowFeeMaxPercent",
                    f -> f.limits().getBorrowFeeMaxPercent(),
                    (f, v) -> f.limits().setBorrowFeeMaxPercent(v)),
            number(
                    "limits.ordersPerSecondMax",
                    f -> f.limits().getOrdersPerSecondMax(),
                    (f, v) -> f.limits().setOrdersPerSecondMax(v)),
            number(
                    "limits.drawdownReduceOnly",
                    f -> f.limits().getDrawdownReduceOnly(),
                    (f, v) -> f.limits().setDrawdownReduceOnly(v)),
            number(
                    "limits.drawdownKill",
                    f -> f.limits().getDrawdownKill(),
                    (f, v) -> f.limits().setDrawdownKill(v)),
            number(
                            "limits.dailyLossMax",
                            f -> f.limits().getDailyLossMax(),
                            (f, v) -> f.limits().setDailyLossMax(v))
                    .since(2),
            number(
                            "limits.repeatsMax",
                            f -> f.limits().getRepeatsMax(),
                            (f, v) -> f.limits().setRepeatsMax(v))
                    .since(2),
            number(
                            "limits.orderToTradeMax",
                            f -> f.limits().getOrderToTradeMax(),
                            (f, v) -> f.limits().setOrderToTradeMax(v))
                    .since(2),
            number(
                            "limits.messagesPerSecondMax",
                            f -> f.limits().getMessagesPerSecondMax(),
                            (f, v) -> f.limits().setMessagesPerSecondMax(v))
                    .since(2),
            number(
                    "limits.collarWindowBps",
                    f -> f.limits().getCollarWindowBps(),
                    (f, v) -> f.limits().setCollarWindowBps(v)),
            number(
                            "limits.childrenMax",
                            f -> f.limits().getChildrenMax(),
                            (f, v) -> f.limits().setChildrenMax(v))
                    .since(2),
            number(
                            "limits.betaMax",
                            f -> f.limits().getBetaMax(),
                            (f, v) -> f.limits().setBetaMax(v))
                    .since(2),
            number(
                            "limits.betaUnknownMax",
                            f -> f.limits().getBetaUnknownMax(),
                            (f, v) -> f.limits().setBetaUnknownMax(v))
                    .since(2)
                    .since(2));

    /** The same, by name. */
    public static final Map<String, FactField> BY_NAME =
            FIELDS.stream().collect(Collectors.toUnmodifiableMap(FactField::name, Function.identity()));

    private static final List<List<FactField>> RECORDED = List.of(recordedSince(FIRST), recordedSince(VERSION));

    private FactSchema() {}

    /** The fields whose values a decision record of a version keeps: numbers and flags, flags as 0 and 1. */
    public static List<FactField> recorded(int version) {
        return RECORDED.get(version - FIRST);
    }

    private static List<FactField> recordedSince(int version) {
        return FIELDS.stream()
                .filter(field -> field.kind() != FactField.Kind.TEXT && field.since() <= version)
                .toList();
    }

    /** The values of {@link #recorded}, in its order. */
    public static double[] values(GateFacts facts, int version) {
        List<FactField> recorded = recorded(version);
        double[] values = new double[recorded.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = recorded.get(i).numberOf(facts);
        }
        return values;
    }
}
