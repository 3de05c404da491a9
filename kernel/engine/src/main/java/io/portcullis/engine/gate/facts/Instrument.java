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

    /** Its identifier. */
    public String getSymbol() {
        return symbol;
    }

    /** Sets symbol; see the getter. */
    public void setSymbol(String value) {
        symbol = value;
    }

    /** Its sector, none when unknown. */
    public String getSector() {
        return sector;
    }

    /** Sets sector; see the getter. */
    public void setSector(String value) {
        sector = value;
    }

    /** True when it may be traded today. */
    public boolean isTradable() {
        return tradable;
    }

    /** Sets tradable; see the getter. */
    public void setTradable(boolean value) {
        tradable = value;
    }

    /** True when it is on the restricted list. */
    public boolean isRestricted() {
        return restricted;
    }

    /** Sets restricted; see the getter. */
    public void setRestricted(boolean value) {
        restricted = value;
    }

    /** True when it is on the borrow list. */
    public boolean isBorrowListed() {
        return borrowListed;
    }

    /** Sets borrowListed; see the getter. */
    public void setBorrowListed(boolean value) {
        borrowListed = value;
    }

    /** Shares that can be borrowed; 0 when not listed. */
    public double getBorrowAvailable() {
        return borrowAvailable;
    }

    /** Sets borrowAvailable; see the getter. */
    public void setBorrowAvailable(double value) {
        borrowAvailable = value;
    }

    /** Borrow fee, per cent a year; 0 when not listed. */
    public double getBorrowFeePercent() {
        return borrowFeePercent;
    }

    /** Sets borrowFeePercent; see the getter. */
    public void setBorrowFeePercent(double value) {
        borrowFeePercent = value;
    }
}
