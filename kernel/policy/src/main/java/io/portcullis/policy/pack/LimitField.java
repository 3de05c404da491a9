package io.portcullis.policy.pack;

import io.portcullis.engine.gate.facts.Limits;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ObjDoubleConsumer;
import java.util.function.ToDoubleFunction;

/** Each limit that a pack can set: its field in the facts, and the units in which an officer may write it. */
public enum LimitField {
    /** Gross exposure. */
    GROSS_MAX("grossMax", Dimension.FRACTION, Limits::getGrossMax, Limits::setGrossMax),
    /** Net exposure. */
    NET_MAX("netMax", Dimension.FRACTION, Limits::getNetMax, Limits::setNetMax),
    /** One name. */
    NAME_MAX("nameMax", Dimension.FRACTION, Limits::getNameMax, Limits::setNameMax),
    /** One sector. */
    SECTOR_MAX("sectorMax", Dimension.FRACTION, Limits::getSectorMax, Limits::setSectorMax),
    /** Value of one order. */
    ORDER_NOTIONAL_MAX("orderNotionalMax", Dimension.MONEY, Limits::getOrderNotionalMax, Limits::setOrderNotionalMax),
    /** Shares of one order. */
    ORDER_QUANTITY_MAX("orderQuantityMax", Dimension.SHARES, Limits::getOrderQuantityMax, Limits::setOrderQuantityMax),
    /** Order over average daily volume. */
    ORDER_ADV_MAX("orderAdvMax", Dimension.FRACTION, Limits::getOrderAdvMax, Limits::setOrderAdvMax),
    /** Distance from the reference. */
    COLLAR_BPS("collarBps", Dimension.BPS, Limits::getCollarBps, Limits::setCollarBps),
    /** Age of the reference. */
    REFERENCE_AGE_MAX_SECONDS(
            "referenceAgeMaxSeconds",
            Dimension.SECONDS,
            Limits::getReferenceAgeMaxSeconds,
            Limits::setReferenceAgeMaxSeconds),
    /** Borrow fee. */
    BORROW_FEE_MAX_PERCENT(
            "borrowFeeMaxPercent", Dimension.PERCENT, Limits::getBorrowFeeMaxPercent, Limits::setBorrowFeeMaxPercent),
    /** Orders a second. */
    ORDERS_PER_SECOND_MAX(
            "ordersPerSecondMax", Dimension.PER_SECOND, Limits::getOrdersPerSecondMax, Limits::setOrdersPerSecondMax),
    /** Drawdown for reduce-only. */
    DRAWDOWN_REDUCE_ONLY(
            "drawdownReduceOnly", Dimension.FRACTION, Limits::getDrawdownReduceOnly, Limits::setDrawdownReduceOnly),
    /** Drawdown for kill. */
    DRAWDOWN_KILL("drawdownKill", Dimension.FRACTION, Limits::getDrawdownKill, Limits::setDrawdownKill),
    /** Loss of a day. */
    DAILY_LOSS_MAX("dailyLossMax", Dimension.FRACTION, Limits::getDailyLossMax, Limits::setDailyLossMax),
    /** The same order again. */
    REPEATS_MAX("repeatsMax", Dimension.COUNT, Limits::getRepeatsMax, Limits::setRepeatsMax),
    /** Orders for each fill. */
    ORDER_TO_TRADE_MAX("orderToTradeMax", Dimension.COUNT, Limits::getOrderToTradeMax, Limits::setOrderToTradeMax),
    /** Messages a second. */
    MESSAGES_PER_SECOND_MAX(
            "messagesPerSecondMax",
            Dimension.PER_SECOND,
            Limits::getMessagesPerSecondMax,
            Limits::setMessagesPerSecondMax),
    /** Distance from our own prices of the last minutes. */
    COLLAR_WINDOW_BPS("collarWindowBps", Dimension.BPS, Limits::getCollarWindowBps, Limits::setCollarWindowBps),
    /** Parts of one order. */
    CHILDREN_MAX("childrenMax", Dimension.COUNT, Limits::getChildrenMax, Limits::setChildrenMax),
    /** Exposure to the market. */
    BETA_MAX("betaMax", Dimension.FRACTION, Limits::getBetaMax, Limits::setBetaMax),
    /** Exposure whose beta nobody knows. */
    BETA_UNKNOWN_MAX("betaUnknownMax", Dimension.FRACTION, Limits::getBetaUnknownMax, Limits::setBetaUnknownMax);

    /** What officers call them, in their order. */
    public static final List<String> NAMES =
            Arrays.stream(values()).map(LimitField::kebab).toList();

    private final String field;
    private final Dimension dimension;
    private final ToDoubleFunction<Limits> reader;
    private final ObjDoubleConsumer<Limits> writer;

    LimitField(String field, Dimension dimension, ToDoubleFunction<Limits> reader, ObjDoubleConsumer<Limits> writer) {
        this.field = field;
        this.dimension = dimension;
        this.reader = reader;
        this.writer = writer;
    }

    /** The limit that an officer calls {@code gross-max} or {@code grossMax}. */
    public static Optional<LimitField> named(String name) {
        return Arrays.stream(values())
                .filter(limit -> limit.field.equals(name) || limit.kebab().equals(name))
                .findFirst();
    }

    /** The field of the limits fact. */
    public String field() {
        return field;
    }

    /** The name with hyphens, as in limits.csv. */
    public String kebab() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The units in which it can be written, the fact's own first. */
    public String units() {
        return dimension.names;
    }

    /** A value in the unit of the fact; empty when the limit does not go with that unit. */
    public Optional<Double> convert(BigDecimal value, String unit) {
        return Optional.ofNullable(dimension.factors.get(unit))
                .map(factor -> value.multiply(factor).doubleValue());
    }

    /** The largest value that can be meant, in the unit of the fact: beyond it a unit was mistaken. */
    public double mostThatCanBeMeant() {
        return dimension.most;
    }

    /** The unit of the fact. */
    public String unit() {
        return dimension.names.split(",")[0];
    }

    /** The limit in the facts; NaN when it is not set. */
    public double of(Limits limits) {
        return reader.applyAsDouble(limits);
    }

    void set(Limits limits, double value) {
        writer.accept(limits, value);
    }

    /** Factors are decimal, so that 7 percent is 0.07 and not 0.07000000000000001. */
    private enum Dimension {
        FRACTION(20, "fraction, percent, bps", Map.of("fraction", "1", "percent", "0.01", "bps", "0.0001")),
        BPS(10_000, "bps, percent, fraction", Map.of("bps", "1", "percent", "100", "fraction", "10000")),
        PERCENT(1_000, "percent, bps, fraction", Map.of("percent", "1", "bps", "0.01", "fraction", "100")),
        MONEY(1e15, "money", Map.of("money", "1")),
        SHARES(1e15, "shares", Map.of("shares", "1")),
        SECONDS(
                400 * 86_400.0,
                "seconds, minutes, hours, days",
                Map.of("seconds", "1", "minutes", "60", "hours", "3600", "days", "86400")),
        PER_SECOND(1e6, "per-second", Map.of("per-second", "1")),
        COUNT(1e9, "count", Map.of("count", "1"));

        private final double most;
        private final String names;
        private final Map<String, BigDecimal> factors;

        Dimension(double most, String names, Map<String, String> factors) {
            this.most = most;
            this.names = names;
            this.factors = factors.entrySet().stream()
                    .collect(java.util.stream.Collectors.toUnmodifiableMap(
                            Map.Entry::getKey, entry -> new BigDecimal(entry.getValue())));
        }
    }
}
