package io.portcullis.policy.language;

import io.portcullis.engine.gate.facts.FactField.Kind;
import io.portcullis.engine.gate.facts.WatchFacts;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The names under which watch rules and their cases know the facts; the same names as the gate's where both have
 * them.
 */
public final class WatchSchema {
    /** Every field that a watch rule can read. */
    public static final List<Field> FIELDS = List.of(
            text(
                    "trigger.kind",
                    f -> f.trigger().getKind(),
                    (f, v) -> f.trigger().setKind(v)),
            text(
                    "trigger.subject",
                    f -> f.trigger().getSubject(),
                    (f, v) -> f.trigger().setSubject(v)),
            flag("trigger.up", f -> f.trigger().isUp(), (f, v) -> f.trigger().setUp(v)),
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
                    (f, v) -> f.account().setDayLoss(v)),
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
                    (f, v) -> f.counters().setMessagesThisSecond(v)),
            number(
                    "counters.ordersPerFill",
                    f -> f.counters().getOrdersPerFill(),
                    (f, v) -> f.counters().setOrdersPerFill(v)),
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
                    (f, v) -> f.limits().setDailyLossMax(v)),
            number(
                    "limits.repeatsMax",
                    f -> f.limits().getRepeatsMax(),
                    (f, v) -> f.limits().setRepeatsMax(v)),
            number(
                    "limits.orderToTradeMax",
                    f -> f.limits().getOrderToTradeMax(),
                    (f, v) -> f.limits().setOrderToTradeMax(v)),
            number(
                    "limits.messagesPerSecondMax",
                    f -> f.limits().getMessagesPerSecondMax(),
                    (f, v) -> f.limits().setMessagesPerSecondMax(v)),
            number(
                    "limits.collarWindowBps",
                    f -> f.limits().getCollarWindowBps(),
                    (f, v) -> f.limits().setCollarWindowBps(v)),
            number(
                    "limits.childrenMax",
                    f -> f.limits().getChildrenMax(),
                    (f, v) -> f.limits().setChildrenMax(v)),
            number(
                    "limits.betaMax",
                    f -> f.limits().getBetaMax(),
                    (f, v) -> f.limits().setBetaMax(v)),
            number(
                    "limits.betaUnknownMax",
                    f -> f.limits().getBetaUnknownMax(),
                    (f, v) -> f.limits().setBetaUnknownMax(v)));

    /** The same, by name. */
    public static final Map<String, Field> BY_NAME =
            FIELDS.stream().collect(Collectors.toUnmodifiableMap(Field::name, Function.identity()));

    private WatchSchema() {}

    private static Field text(String name, Function<WatchFacts, Object> read, BiConsumer<WatchFacts, String> write) {
        return new Field(name, Kind.TEXT, read, write);
    }

    private static Field flag(String name, Function<WatchFacts, Object> read, BiConsumer<WatchFacts, Boolean> write) {
        return new Field(name, Kind.FLAG, read, (facts, value) -> write.accept(facts, Values.flag(name, value)));
    }

    private static Field number(String name, Function<WatchFacts, Object> read, BiConsumer<WatchFacts, Double> write) {
        return new Field(name, Kind.NUMBER, read, (facts, value) -> write.accept(facts, Values.number(name, value)));
    }

    /**
     * One field of a watch fact.
     *
     * @param name such as {@code account.drawdown}
     * @param kind what values it takes
     * @param reader its value, boxed
     * @param writer sets it from text
     */
    public record Field(
            String name, Kind kind, Function<WatchFacts, Object> reader, BiConsumer<WatchFacts, String> writer) {}
}
