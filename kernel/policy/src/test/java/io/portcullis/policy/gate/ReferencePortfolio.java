package io.portcullis.policy.gate;

import io.portcullis.engine.gate.facts.GateFacts;
import io.portcullis.engine.gate.facts.Limits;
import io.portcullis.model.gate.ReasonCode;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The gate rules of rules/portfolio, written by hand in plain Java from rules/README.md: the oracle that Drools is
 * held against.
 */
final class ReferencePortfolio {
    /** Shares that are left of an order of over half the largest quantity. */
    static final double REDUCED_TO = 1000;

    private final Set<String> restricted;

    ReferencePortfolio(Set<String> restricted) {
        this.restricted = restricted;
    }

    /** Every rule that speaks, with its code, the one that reduces included; limits must be resolved already. */
    SortedMap<String, ReasonCode> spoken(GateFacts facts) {
        SortedMap<String, ReasonCode> spoken = new TreeMap<>();
        denials(facts).forEach(rule -> spoken.put(rule, ReasonCode.POLICY_DENIED));
        double quantity = facts.order().getQuantity();
        if (!facts.order().isReducing() && quantity > facts.limits().getOrderQuantityMax() / 2) {
            spoken.put("half-lot", quantity > REDUCED_TO ? ReasonCode.POLICY_REDUCED : ReasonCode.POLICY_WARNED);
        }
        return spoken;
    }

    /** The rules that refuse; limits must be resolved already. */
    SortedSet<String> denials(GateFacts facts) {
        SortedSet<String> denials = new TreeSet<>();
        Limits limits = facts.limits();
        if (!facts.order().isReducing()) {
            opening(facts, limits, denials);
            if (facts.order().isShortSale()) {
                shortSale(facts, limits, denials);
            }
        }
        add(denials, "price-collar", facts.order().getCollarBps() > limits.getCollarBps());
        add(
                denials,
                "restricted-list",
                facts.instrument().isRestricted()
                        || restricted.contains(facts.instrument().getSymbol()));
        add(denials, "market-halted", facts.market().isHalted());
        add(
                denials,
                "parent-quantity",
                facts.order().getChildrenQuantity() > facts.order().getParentQuantity());
        add(denials, "tick-size", !facts.order().isOnTick());
        add(denials, "attribution", !facts.order().isAttributed());
        boolean atOnce = facts.order().getTimeInForce().equals("IMMEDIATE_OR_CANCEL");
        add(denials, "session-closed", atOnce && !facts.session().isOpen());
        add(denials, "reference-age", facts.market().getAgeSeconds() > limits.getReferenceAgeMaxSeconds());
        return denials;
    }

    private static void opening(GateFacts facts, Limits limits, SortedSet<String> denials) {
        add(denials, "equity-exhausted", facts.account().getEquity() <= 0);
        add(denials, "gross-limit", facts.exposure().getGrossAfter() > limits.getGrossMax());
        add(denials, "net-limit", facts.exposure().getNetAfter() > limits.getNetMax());
        add(denials, "name-limit", facts.exposure().getNameAfter() > limits.getNameMax());
        add(denials, "sector-limit", facts.exposure().getSectorAfter() > limits.getSectorMax());
        add(denials, "order-notional", facts.order().getNotional() > limits.getOrderNotionalMax());
        add(denials, "order-quantity", facts.order().getQuantity() > limits.getOrderQuantityMax());
        add(denials, "order-adv", facts.market().getParticipation() > limits.getOrderAdvMax());
        add(denials, "order-adv-unknown", facts.market().getAverageDailyVolume() <= 0);
        add(denials, "order-rate", facts.counters().getOrdersThisSecond() > limits.getOrdersPerSecondMax());
        add(denials, "message-rate", facts.counters().getMessagesThisSecond() > limits.getMessagesPerSecondMax());
        add(denials, "order-to-trade", facts.counters().getOrdersPerFill() > limits.getOrderToTradeMax());
        add(denials, "duplicate-order", facts.order().getRepeats() > limits.getRepeatsMax());
        add(denials, "sliced-quantity", facts.order().getSlicedQuantity() > limits.getOrderQuantityMax());
        add(denials, "sliced-notional", facts.order().getSlicedNotional() > limits.getOrderNotionalMax());
        add(denials, "sliced-adv", facts.market().getSlicedParticipation() > limits.getOrderAdvMax());
        add(denials, "price-collar-window", facts.order().getCollarWindowBps() > limits.getCollarWindowBps());
        add(denials, "beta-limit", facts.exposure().getBetaAfter() > limits.getBetaMax());
        add(denials, "beta-unknown", facts.exposure().getBetaUnknown() > limits.getBetaUnknownMax());
        add(denials, "drawdown-ramp", facts.exposure().getGrossRamped() > limits.getGrossMax());
        add(denials, "children-of-one-order", facts.order().getChildren() > limits.getChildrenMax());
        add(denials, "self-trade", facts.order().isCrossesOwn());
        add(denials, "not-tradable", !facts.instrument().isTradable());
        boolean live =
                facts.session().getKind().equals("LIVE") && facts.session().isOpen();
        add(denials, "reference-age-live", live && facts.market().getAgeSeconds() > 900);
    }

    private static void shortSale(GateFacts facts, Limits limits, SortedSet<String> denials) {
        if (!facts.instrument().isBorrowListed()) {
            denials.add("borrow-not-listed");
            return;
        }
        add(
                denials,
                "borrow-not-available",
                facts.exposure().getShortAfter() > facts.instrument().getBorrowAvailable());
        add(denials, "borrow-fee", facts.instrument().getBorrowFeePercent() > limits.getBorrowFeeMaxPercent());
    }

    private static void add(SortedSet<String> denials, String rule, boolean denied) {
        if (denied) {
            denials.add(rule);
        }
    }
}
