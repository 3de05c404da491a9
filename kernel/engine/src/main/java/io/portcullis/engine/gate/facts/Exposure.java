package io.portcullis.engine.gate.facts;

/**
 * Exposure after the order, including everything pending, worst case over which pending orders fill; fractions
 * are of equity.
 *
 * <p>A reused flyweight: not thread-safe, filled anew for each evaluation, part of the documented rule API since 0.1.
 */
public final class Exposure {
    private double grossAfter;
    private double netAfter;
    private double nameAfter;
    private double sectorAfter;
    private double grossBefore;
    private double positionBefore;
    private double positionAfter;
    private double shortAfter;

    /** Sum over instruments of the worst absolute value, fraction of equity. */
    public double getGrossAfter() {
        return grossAfter;
    }

    /** Sets grossAfter; see the getter. */
    public void setGrossAfter(double value) {
        grossAfter = value;
    }

    /** Worst absolute net value, fraction of equity. */
    public double getNetAfter() {
        return netAfter;
    }

    /** Sets netAfter; see the getter. */
    public void setNetAfter(double value) {
        netAfter = value;
    }

    /** Worst absolute value in the order's instrument, fraction of equity. */
    public double getNameAfter() {
        return nameAfter;
    }

    /** Sets nameAfter; see the getter. */
    public void setNameAfter(double value) {
        nameAfter = value;
    }

    /** Sum of the worst absolute values in the order's sector, fraction of equity. */
    public double getSectorAfter() {
        return sectorAfter;
    }

    /** Sets sectorAfter; see the getter. */
    public void setSectorAfter(double value) {
        sectorAfter = value;
    }

    /** As grossAfter, without the order. */
    public double getGrossBefore() {
        return grossBefore;
    }

    /** Sets grossBefore; see the getter. */
    public void setGrossBefore(double value) {
        grossBefore = value;
    }

    /** Shares held, signed, without anything pending. */
    public double getPositionBefore() {
        return positionBefore;
    }

    /** Sets positionBefore; see the getter. */
    public void setPositionBefore(double value) {
        positionBefore = value;
    }

    /** Worst position in the order's direction if it and everything pending on its side fill, shares, signed. */
    public double getPositionAfter() {
        return positionAfter;
    }

    /** Sets positionAfter; see the getter. */
    public void setPositionAfter(double value) {
        positionAfter = value;
    }

    /** Shares short in that worst case, not negative. */
    public double getShortAfter() {
        return shortAfter;
    }

    /** Sets shortAfter; see the getter. */
    public void setShortAfter(double value) {
        shortAfter = value;
    }
}
