package io.portcullis.benchmarks.gate;

import io.portcullis.engine.gate.facts.Account;
import io.portcullis.engine.gate.facts.Counters;
import io.portcullis.engine.gate.facts.Exposure;
import io.portcullis.engine.gate.facts.GateFacts;
import io.portcullis.engine.gate.facts.Instrument;
import io.portcullis.engine.gate.facts.Limits;
import io.portcullis.engine.gate.facts.Market;
import io.portcullis.engine.gate.facts.Order;
import io.portcullis.engine.gate.facts.Session;
import io.portcullis.model.gate.Reason;
import io.portcullis.model.gate.ReasonCode;
import io.portcullis.model.gate.Verdict;
import java.util.ArrayList;
import java.util.List;

/**
 * The gate rules of rules/portfolio as a programmer would write them who needs no officer, no hot swap and no proof: a floor.
 * The limits are in the facts already.
 */
public final class HandWritten extends OnFacts {
    private static final double LIVE_AGE_SECONDS_MAX = 900;

    private final List<Reason> reasons = new ArrayList<>();

    HandWritten(GateOrders orders) {
        super("java", orders);
    }

    @Override
    public Verdict judge() {
        return judge(facts, reasons);
    }

    @Override
    public List<Reason> reasons() {
        return List.copyOf(reasons);
    }

    /** Judges facts; replaces the reasons. */
    public static Verdict judge(GateFacts facts, List<Reason> reasons) {
        reasons.clear();
        market(facts, reasons);
        if (!facts.order().isReducing()) {
            exposure(facts, reasons);
            order(facts, reasons);
            if (facts.order().isShortSale()) {
                borrow(facts, reasons);
            }
        }
        return reasons.isEmpty() ? Verdict.ALLOW : Verdict.DENY;
    }

    private static void market(GateFacts facts, List<Reason> reasons) {
        Market market = facts.market();
        Limits limits = facts.limits();
        Session session = facts.session();
        Instrument instrument = facts.instrument();
        above("price-collar", facts.order().getCollarBps(), limits.getCollarBps(), reasons);
        deny("restricted-list", instrument.isRestricted(), reasons);
        deny("market-halted", market.isHalted(), reasons);
        above("reference-age", market.getAgeSeconds(), limits.getReferenceAgeMaxSeconds(), reasons);
        boolean atOnce = facts.order().getTimeInForce().equals("IMMEDIATE_OR_CANCEL");
        deny("session-closed", !session.isOpen() && atOnce, reasons);
        above(
                "parent-quantity",
                facts.order().getChildrenQuantity(),
                facts.order().getParentQuantity(),
                reasons);
        deny("tick-size", !facts.order().isOnTick(), reasons);
        deny("attribution", !facts.order().isAttributed(), reasons);
        if (!facts.order().isReducing()) {
            above("price-collar-window", facts.order().getCollarWindowBps(), limits.getCollarWindowBps(), reasons);
            deny("not-tradable", !instrument.isTradable(), reasons);
            if (session.isOpen() && session.getKind().equals("LIVE")) {
                above("reference-age-live", market.getAgeSeconds(), LIVE_AGE_SECONDS_MAX, reasons);
            }
        }
    }

    private static void exposure(GateFacts facts, List<Reason> reasons) {
        Exposure exposure = facts.exposure();
        Limits limits = facts.limits();
        Account account = facts.account();
        if (account.getEquity() <= 0) {
            reasons.add(denial("equity-exhausted", account.getEquity(), 0));
        }
        above("gross-limit", exposure.getGrossAfter(), limits.getGrossMax(), reasons);
        above("beta-limit", exposure.getBetaAfter(), limits.getBetaMax(), reasons);
        above("beta-unknown", exposure.getBetaUnknown(), limits.getBetaUnknownMax(), reasons);
        above("drawdown-ramp", exposure.getGrossRamped(), limits.getGrossMax(), reasons);
        above("net-limit", exposure.getNetAfter(), limits.getNetMax(), reasons);
        above("name-limit", exposure.getNameAfter(), limits.getNameMax(), reasons);
        above("sector-limit", exposure.getSectorAfter(), limits.getSectorMax(), reasons);
    }

    private static void order(GateFacts facts, List<Reason> reasons) {
        Order order = facts.order();
        Limits limits = facts.limits();
        Market market = facts.market();
        above("order-notional", order.getNotional(), limits.getOrderNotionalMax(), reasons);
        above("order-quantity", order.getQuantity(), limits.getOrderQuantityMax(), reasons);
        above("order-adv", market.getParticipation(), limits.getOrderAdvMax(), reasons);
        if (market.getAverageDailyVolume() <= 0) {
            reasons.add(denial("order-adv-unknown", market.getAverageDailyVolume(), 0));
        }
        Counters counters = facts.counters();
        above("order-rate", counters.getOrdersThisSecond(), limits.getOrdersPerSecondMax(), reasons);
        above("message-rate", counters.getMessagesThisSecond(), limits.getMessagesPerSecondMax(), reasons);
        above("order-to-trade", counters.getOrdersPerFill(), limits.getOrderToTradeMax(), reasons);
        above("duplicate-order", order.getRepeats(), limits.getRepeatsMax(), reasons);
        above("sliced-quantity", order.getSlicedQuantity(), limits.getOrderQuantityMax(), reasons);
        above("sliced-notional", order.getSlicedNotional(), limits.getOrderNotionalMax(), reasons);
        above("sliced-adv", market.getSlicedParticipation(), limits.getOrderAdvMax(), reasons);
        above("children-of-one-order", order.getChildren(), limits.getChildrenMax(), reasons);
        deny("self-trade", order.isCrossesOwn(), reasons);
    }

    private static void borrow(GateFacts facts, List<Reason> reasons) {
        Instrument instrument = facts.instrument();
        if (!instrument.isBorrowListed()) {
            deny("borrow-not-listed", true, reasons);
            return;
        }
        above("borrow-not-available", facts.exposure().getShortAfter(), instrument.getBorrowAvailable(), reasons);
        above("borrow-fee", instrument.getBorrowFeePercent(), facts.limits().getBorrowFeeMaxPercent(), reasons);
    }

    private static void above(String rule, double value, double limit, List<Reason> reasons) {
        if (value > limit) {
            reasons.add(denial(rule, value, limit));
        }
    }

    private static void deny(String rule, boolean denied, List<Reason> reasons) {
        if (denied) {
            reasons.add(denial(rule, Double.NaN, Double.NaN));
        }
    }

    private static Reason denial(String rule, double value, double limit) {
        return new Reason(ReasonCode.POLICY_DENIED, rule, value, limit);
    }
}
