package io.portcullis.engine.gate.facts;

/**
 * The account's money.
 *
 * <p>A reused flyweight: not thread-safe, filled anew for each evaluation, part of the documented rule API since 0.1.
 */
public final class Account {
    private String id = "";
    private double equity;
    private double cash;
    private double peakEquity;
    private double drawdown;
    private double dayPnl;
    private double dayLoss;

    @Meaning("The account.")
    public String getId() {
        return id;
    }

    /** Sets id; see the getter. */
    public void setId(String value) {
        id = value;
    }

    @Meaning(value = "Cash plus positions at their marks, account currency.", unit = Unit.MONEY)
    public double getEquity() {
        return equity;
    }

    /** Sets equity; see the getter. */
    public void setEquity(double value) {
        equity = value;
    }

    @Meaning(value = "Money, account currency.", unit = Unit.MONEY)
    public double getCash() {
        return cash;
    }

    /** Sets cash; see the getter. */
    public void setCash(double value) {
        cash = value;
    }

    @Meaning(value = "Highest equity so far, the start included.", unit = Unit.MONEY)
    public double getPeakEquity() {
        return peakEquity;
    }

    /** Sets peakEquity; see the getter. */
    public void setPeakEquity(double value) {
        peakEquity = value;
    }

    @Meaning(value = "1 - equity / peakEquity, a fraction, not negative.", unit = Unit.FRACTION, min = 0)
    public double getDrawdown() {
        return drawdown;
    }

    /** Sets drawdown; see the getter. */
    public void setDrawdown(double value) {
        drawdown = value;
    }

    @Meaning(value = "Equity less equity at the last day roll, account currency.", unit = Unit.MONEY)
    public double getDayPnl() {
        return dayPnl;
    }

    /** Sets dayPnl; see the getter. */
    public void setDayPnl(double value) {
        dayPnl = value;
    }

    @Meaning(
            value = "Loss since the last day roll over the equity then, a fraction, not negative.",
            unit = Unit.FRACTION,
            min = 0)
    public double getDayLoss() {
        return dayLoss;
    }

    /** Sets dayLoss; see the getter. */
    public void setDayLoss(double value) {
        dayLoss = value;
    }
}
