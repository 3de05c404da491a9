package io.portcullis.engine.gate.facts;

/**
 * The limits that apply to this order: the pack's limits.csv, most specific scope first. A limit that is not set
 * is NaN, and a rule that reads it refuses.
 *
 * <p>A reused flyweight: not thread-safe, filled anew for each evaluation, part of the documented rule API since 0.1.
 */
public final class Limits {
    private double grossMax = Double.NaN;
    private double netMax = Double.NaN;
    private double nameMax = Double.NaN;
    private double sectorMax = Double.NaN;
    private double orderNotionalMax = Double.NaN;
    private double orderQuantityMax = Double.NaN;
    private double orderAdvMax = Double.NaN;
    private double collarBps = Double.NaN;
    private double referenceAgeMaxSeconds = Double.NaN;
    private double borrowFeeMaxPercent = Double.NaN;
    private double ordersPerSecondMax = Double.NaN;
    private double drawdownReduceOnly = Double.NaN;
    private double drawdownKill = Double.NaN;
    private double dailyLossMax = Double.NaN;
    private double repeatsMax = Double.NaN;
    private double orderToTradeMax = Double.NaN;
    private double messagesPerSecondMax = Double.NaN;
    private double collarWindowBps = Double.NaN;
    private double childrenMax = Double.NaN;
    private double betaMax = Double.NaN;
    private double betaUnknownMax = Double.NaN;

    /**
     * Forgets every limit: who judges an order before a pack is asked must not see those of the order before, or a record would depend
     * on what was asked in between.
     */
    public void clear() {
        grossMax = Double.NaN;
        netMax = Double.NaN;
        nameMax = Double.NaN;
        sectorMax = Double.NaN;
        orderNotionalMax = Double.NaN;
        orderQuantityMax = Double.NaN;
        orderAdvMax = Double.NaN;
        collarBps = Double.NaN;
        referenceAgeMaxSeconds = Double.NaN;
        borrowFeeMaxPercent = Double.NaN;
        ordersPerSecondMax = Double.NaN;
        drawdownReduceOnly = Double.NaN;
        drawdownKill = Double.NaN;
        dailyLossMax = Double.NaN;
        repeatsMax = Double.NaN;
        orderToTradeMax = Double.NaN;
        messagesPerSecondMax = Double.NaN;
        collarWindowBps = Double.NaN;
        childrenMax = Double.NaN;
        betaMax = Double.NaN;
        betaUnknownMax = Double.NaN;
    }

    @Meaning(value = "Gross exposure, fraction of equity.", unit = Unit.FRACTION, min = 0)
    public double getGrossMax() {
        return grossMax;
    }

    /** Sets grossMax; see the getter. */
    public void setGrossMax(double value) {
        grossMax = value;
    }

    @Meaning(value = "Absolute net exposure, fraction of equity.", unit = Unit.FRACTION, min = 0)
    public double getNetMax() {
        return netMax;
    }

    /** Sets netMax; see the getter. */
    public void setNetMax(double value) {
        netMax = value;
    }

    @Meaning(value = "Exposure in one name, fraction of equity.", unit = Unit.FRACTION, min = 0)
    public double getNameMax() {
        return nameMax;
    }

    /** Sets nameMax; see the getter. */
    public void setNameMax(double value) {
        nameMax = value;
    }

    @Meaning(value = "Exposure in one sector, fraction of equity.", unit = Unit.FRACTION, min = 0)
    public double getSectorMax() {
        return sectorMax;
    }

    /** Sets sectorMax; see the getter. */
    public void setSectorMax(double value) {
        sectorMax = value;
    }

    @Meaning(value = "Value of one order, account currency.", unit = Unit.MONEY, min = 0)
    public double getOrderNotionalMax() {
        return orderNotionalMax;
    }

    /** Sets orderNotionalMax; see the getter. */
    public void setOrderNotionalMax(double value) {
        orderNotionalMax = value;
    }

    @Meaning(value = "Shares of one order.", unit = Unit.SHARES, min = 0)
    public double getOrderQuantityMax() {
        return orderQuantityMax;
    }

    /** Sets orderQuantityMax; see the getter. */
    public void setOrderQuantityMax(double value) {
        orderQuantityMax = value;
    }

    @Meaning(value = "Order quantity over average daily volume, fraction.", unit = Unit.FRACTION, min = 0)
    public double getOrderAdvMax() {
        return orderAdvMax;
    }

    /** Sets orderAdvMax; see the getter. */
    public void setOrderAdvMax(double value) {
        orderAdvMax = value;
    }

    @Meaning(value = "Distance from the reference, basis points.", unit = Unit.BPS, min = 0)
    public double getCollarBps() {
        return collarBps;
    }

    /** Sets collarBps; see the getter. */
    public void setCollarBps(double value) {
        collarBps = value;
    }

    @Meaning(value = "Age of the reference, seconds.", unit = Unit.SECONDS, min = 0)
    public double getReferenceAgeMaxSeconds() {
        return referenceAgeMaxSeconds;
    }

    /** Sets referenceAgeMaxSeconds; see the getter. */
    public void setReferenceAgeMaxSeconds(double value) {
        referenceAgeMaxSeconds = value;
    }

    @Meaning(value = "Borrow fee for a new short, per cent a year.", unit = Unit.PERCENT, min = 0)
    public double getBorrowFeeMaxPercent() {
        return borrowFeeMaxPercent;
    }

    /** Sets borrowFeeMaxPercent; see the getter. */
    public void setBorrowFeeMaxPercent(double value) {
        borrowFeeMaxPercent = value;
    }

    @Meaning(value = "Orders a second.", unit = Unit.COUNT, min = 0)
    public double getOrdersPerSecondMax() {
        return ordersPerSecondMax;
    }

    /** Sets ordersPerSecondMax; see the getter. */
    public void setOrdersPerSecondMax(double value) {
        ordersPerSecondMax = value;
    }

    @Meaning(value = "Drawdown from which only reducing orders pass, fraction.", unit = Unit.FRACTION, min = 0)
    public double getDrawdownReduceOnly() {
        return drawdownReduceOnly;
    }

    /** Sets drawdownReduceOnly; see the getter. */
    public void setDrawdownReduceOnly(double value) {
        drawdownReduceOnly = value;
    }

    @Meaning(value = "Drawdown from which trading stops, fraction.", unit = Unit.FRACTION, min = 0)
    public double getDrawdownKill() {
        return drawdownKill;
    }

    /** Sets drawdownKill; see the getter. */
    public void setDrawdownKill(double value) {
        drawdownKill = value;
    }

    @Meaning(
            value = "Loss since the last day roll from which only reducing orders pass, fraction.",
            unit = Unit.FRACTION,
            min = 0)
    public double getDailyLossMax() {
        return dailyLossMax;
    }

    /** Sets dailyLossMax; see the getter. */
    public void setDailyLossMax(double value) {
        dailyLossMax = value;
    }

    @Meaning(
            value = "Orders that say the same before one more is refused, within ten seconds.",
            unit = Unit.COUNT,
            min = 0)
    public double getRepeatsMax() {
        return repeatsMax;
    }

    /** Sets repeatsMax; see the getter. */
    public void setRepeatsMax(double value) {
        repeatsMax = value;
    }

    @Meaning(value = "Orders for each fill, since the last day roll.", unit = Unit.COUNT, min = 0)
    public double getOrderToTradeMax() {
        return orderToTradeMax;
    }

    /** Sets orderToTradeMax; see the getter. */
    public void setOrderToTradeMax(double value) {
        orderToTradeMax = value;
    }

    @Meaning(value = "Messages to the venue in one second.", unit = Unit.COUNT, min = 0)
    public double getMessagesPerSecondMax() {
        return messagesPerSecondMax;
    }

    /** Sets messagesPerSecondMax; see the getter. */
    public void setMessagesPerSecondMax(double value) {
        messagesPerSecondMax = value;
    }

    @Meaning(
            value = "Distance from the least aggressive price of the last five minutes, basis points.",
            unit = Unit.BPS,
            min = 0)
    public double getCollarWindowBps() {
        return collarWindowBps;
    }

    /** Sets collarWindowBps; see the getter. */
    public void setCollarWindowBps(double value) {
        collarWindowBps = value;
    }

    @Meaning(value = "Parts of one order.", unit = Unit.COUNT, min = 0)
    public double getChildrenMax() {
        return childrenMax;
    }

    /** Sets childrenMax; see the getter. */
    public void setChildrenMax(double value) {
        childrenMax = value;
    }

    @Meaning(value = "Exposure to the market, fraction of equity.", unit = Unit.FRACTION, min = 0)
    public double getBetaMax() {
        return betaMax;
    }

    /** Sets betaMax; see the getter. */
    public void setBetaMax(double value) {
        betaMax = value;
    }

    @Meaning(value = "Exposure in what has no beta, fraction of equity.", unit = Unit.FRACTION, min = 0)
    public double getBetaUnknownMax() {
        return betaUnknownMax;
    }

    /** Sets betaUnknownMax; see the getter. */
    public void setBetaUnknownMax(double value) {
        betaUnknownMax = value;
    }
}
