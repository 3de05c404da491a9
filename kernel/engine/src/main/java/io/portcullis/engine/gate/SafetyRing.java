package io.portcullis.engine.gate;

import io.portcullis.engine.EngineSettings;
import io.portcullis.engine.gate.facts.GateFacts;
import io.portcullis.engine.gate.facts.Order;
import io.portcullis.model.gate.Reason;
import io.portcullis.model.gate.ReasonCode;
import io.portcullis.model.gate.TradingState;
import java.util.List;

/**
 * The first ring: trading state, absolute caps and rates in plain Java, in constant time. It cannot be unloaded, its caps need a
 * restart to loosen, and no pack can overrule it. Size and rate caps leave reducing orders alone, up to their own budget.
 */
public final class SafetyRing {
    private final double quantityMax;
    private final double notionalMax;
    private final double grossMax;
    private final double ordersPerSecondMax;
    private final double exitsPerSecondMax;
    private final double referenceAgeMaxSeconds;

    /** Takes the caps from the settings. */
    public SafetyRing(EngineSettings settings) {
        quantityMax = settings.number("safety.order.quantity.max");
        notionalMax = settings.number("safety.order.notional.max");
        grossMax = settings.number("safety.gross.max");
        ordersPerSecondMax = settings.number("safety.orders.per.second.max");
        exitsPerSecondMax = settings.number("safety.exits.per.second.max");
        referenceAgeMaxSeconds = settings.number("gate.reference.age.max.seconds");
    }

    /** Adds every reason to refuse this order. */
    public void judge(TradingState state, GateFacts facts, ActivityCounters counters, List<Reason> reasons) {
        boolean reducing = facts.order().isReducing();
        if (state == TradingState.KILLED) {
            reasons.add(Reason.of(ReasonCode.KILLED));
        } else if (state == TradingState.REDUCE_ONLY && !reducing) {
            reasons.add(Reason.of(ReasonCode.REDUCE_ONLY));
        }
        if (!(facts.market().getReference() > 0)) {
            reasons.add(Reason.of(ReasonCode.NO_REFERENCE));
        } else {
            over(facts.market().getAgeSeconds(), referenceAgeMaxSeconds, ReasonCode.STALE_REFERENCE, reasons);
        }
        if (reducing) {
            over(counters.exitsThisSecond(), exitsPerSecondMax, ReasonCode.EXIT_RATE, reasons);
            return;
        }
        over(facts.order().getQuantity(), quantityMax, ReasonCode.ORDER_QUANTITY_CAP, reasons);
        over(facts.order().getNotional(), notionalMax, ReasonCode.ORDER_NOTIONAL_CAP, reasons);
        over(facts.exposure().getGrossAfter(), grossMax, ReasonCode.GROSS_CAP, reasons);
        over(counters.ordersThisSecond(), ordersPerSecondMax, ReasonCode.ORDER_RATE, reasons);
    }

    /** Larger than any order may be. */
    boolean isTooLarge(Order order) {
        return order.getQuantity() > quantityMax || order.getNotional() > notionalMax;
    }

    /** Written so that NaN is over every cap. */
    private static void over(double value, double cap, ReasonCode code, List<Reason> reasons) {
        if (!(value <= cap)) {
            reasons.add(Reason.of(code, value, cap));
        }
    }
}
