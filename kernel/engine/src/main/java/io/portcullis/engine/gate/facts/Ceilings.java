package io.portcullis.engine.gate.facts;

import java.util.Arrays;
import java.util.List;

/**
 * How high the limits of one evaluation may be at most, whatever the pack says: what people tightened for a while. No fact of rules; they
 * see the lowered limits. Reused, not thread-safe.
 */
public final class Ceilings {
    /** The limits, in the order in which they are kept here. */
    private static final List<String> NAMES = List.of(
            "grossMax",
            "netMax",
            "nameMax",
            "sectorMax",
            "orderNotionalMax",
            "orderQuantityMax",
            "orderAdvMax",
            "collarBps",
            "referenceAgeMaxSeconds",
            "borrowFeeMaxPercent",
            "ordersPerSecondMax",
            "drawdownReduceOnly",
            "drawdownKill",
            "dailyLossMax",
            "repeatsMax",
            "orderToTradeMax",
            "messagesPerSecondMax",
            "collarWindowBps",
            "childrenMax",
            "betaMax",
            "betaUnknownMax");

    private final double[] values = new double[NAMES.size()];
    private boolean any;

    /** Without any. */
    public Ceilings() {
        Arrays.fill(values, Double.NaN);
    }

    /** True when the limits fact has a limit of this name, such as {@code grossMax}. */
    public static boolean knows(String limit) {
        return NAMES.contains(limit);
    }

    /** True when there is at least one. */
    public boolean any() {
        return any;
    }

    /** Forgets all. */
    public void clear() {
        if (any) {
            Arrays.fill(values, Double.NaN);
            any = false;
        }
    }

    /** A limit may be this at most; an unknown one is none of ours. */
    public void lower(String limit, double value) {
        int at = NAMES.indexOf(limit);
        if (at >= 0 && !(values[at] <= value)) {
            values[at] = value;
            any = true;
        }
    }

    /** Takes over those of another evaluation. */
    public void copy(Ceilings from) {
        System.arraycopy(from.values, 0, values, 0, values.length);
        any = from.any;
    }

    /** Lowers limits that were set; one that is not set stays unset, which refuses. */
    public void apply(Limits limits) {
        if (!any) {
            return;
        }
        limits.setGrossMax(least(limits.getGrossMax(), values[0]));
        limits.setNetMax(least(limits.getNetMax(), values[1]));
        limits.setNameMax(least(limits.getNameMax(), values[2]));
        limits.setSectorMax(least(limits.getSectorMax(), values[3]));
        limits.setOrderNotionalMax(least(limits.getOrderNotionalMax(), values[4]));
        limits.setOrderQuantityMax(least(limits.getOrderQuantityMax(), values[5]));
        limits.setOrderAdvMax(least(limits.getOrderAdvMax(), values[6]));
        limits.setCollarBps(least(limits.getCollarBps(), values[7]));
        limits.setReferenceAgeMaxSeconds(least(limits.getReferenceAgeMaxSeconds(), values[8]));
        limits.setBorrowFeeMaxPercent(least(limits.getBorrowFeeMaxPercent(), values[9]));
        limits.setOrdersPerSecondMax(least(limits.getOrdersPerSecondMax(), values[10]));
        limits.setDrawdownReduceOnly(least(limits.getDrawdownReduceOnly(), values[11]));
        limits.setDrawdownKill(least(limits.getDrawdownKill(), values[12]));
        limits.setDailyLossMax(least(limits.getDailyLossMax(), values[13]));
        limits.setRepeatsMax(least(limits.getRepeatsMax(), values[14]));
        limits.setOrderToTradeMax(least(limits.getOrderToTradeMax(), values[15]));
        limits.setMessagesPerSecondMax(least(limits.getMessagesPerSecondMax(), values[16]));
        limits.setCollarWindowBps(least(limits.getCollarWindowBps(), values[17]));
        limits.setChildrenMax(least(limits.getChildrenMax(), values[18]));
        limits.setBetaMax(least(limits.getBetaMax(), values[19]));
        limits.setBetaUnknownMax(least(limits.getBetaUnknownMax(), values[20]));
    }

    private static double least(double limit, double ceiling) {
        return ceiling < limit ? ceiling : limit;
    }
}
