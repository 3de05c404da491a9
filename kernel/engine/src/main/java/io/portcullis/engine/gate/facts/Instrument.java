package io.portcullis.engine.gate.facts;

/**
 * What is traded, as far as it does not move by the second.
 *
 * <p>A reused flyweight: not thread-safe, filled anew for each evaluation, part of the documented rule API since 0.1.
 */
public final class Instrument {
    private String symbol = "";
    private String sector = "";
    private boolean tradable;
    private boolean restricted;
    private boolean borrowListed;
    private double borrowAvailable;
    private double borrowFeePercent;

    @Meaning("Its identifier.")
    public String getSymbol() {
        return symbol;
    }

    /** Sets symbol; see the getter. */
    public void setSymbol(String value) {
        symbol = value;
    }

    @Meaning("Its sector, none when unknown.")
    public String getSector() {
        return sector;
    }

    /** Sets sector; see the getter. */
    public void setSector(String value) {
        sector = value;
    }

    @Meaning("True when it may be traded today.")
    public boolean isTradable() {
        return tradable;
    }

    /** Sets tradable; see the getter. */
    public void setTradable(boolean value) {
        tradable = value;
    }

    @Meaning("True when it is on the restricted list.")
    public boolean isRestricted() {
        return restricted;
    }

    /** Sets restricted; see the getter. */
    public void setRestricted(boolean value) {
        restricted = value;
    }

    @Meaning("True when it is on the borrow list.")
    public boolean isBorrowListed() {
        return borrowListed;
    }

    /** Sets borrowListed; see the getter. */
    public void setBorrowListed(boolean value) {
        borrowListed = value;
    }

    @Meaning(value = "Shares that can be borrowed; 0 when not listed.", unit = Unit.SHARES, min = 0)
    public double getBorrowAvailable() {
        return borrowAvailable;
    }

    /** Sets borrowAvailable; see the getter. */
    public void setBorrowAvailable(double value) {
        borrowAvailable = value;
    }

    @Meaning(value = "Borrow fee, per cent a year; 0 when not listed.", unit = Unit.PERCENT)
    public double getBorrowFeePercent() {
        return borrowFeePercent;
    }

    /** Sets borrowFeePercent; see the getter. */
    public void setBorrowFeePercent(double value) {
        borrowFeePercent = value;
    }
}
