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
    private double grossRamped;
    private double betaAfter;
    private double betaUnknown;

    @Meaning(
            value = "Sum over instruments of the worst absolute value, fraction of equity.",
            unit = Unit.FRACTION,
            min = 0)
    public double getGrossAfter() {
        return grossAfter;
    }

    /** Sets grossAfter; see the getter. */
    public void setGrossAfter(double value) {
        grossAfter = value;
    }

    @Meaning(value = "Worst absolute net value, fraction of equity.", unit = Unit.FRACTION, min = 0)
    public double getNetAfter() {
        return netAfter;
    }

    /** Sets netAfter; see the getter. */
    public void setNetAfter(double value) {
        netAfter = value;
    }

    @Meaning(
            value = "Worst absolute value in the order's instrument, fraction of equity.",
            unit = Unit.FRACTION,
            min = 0)
    public double getNameAfter() {
        return nameAfter;
    }

    /** Sets nameAfter; see the getter. */
    public void setNameAfter(double value) {
        nameAfter = value;
    }

    @Meaning(
            value = "Sum of the worst absolute values in the order's sector, fraction of equity.",
            unit = Unit.FRACTION,
            min = 0)
    public double getSectorAfter() {
        return sectorAfter;
    }

    /** Sets sectorAfter; see the getter. */
    public void setSectorAfter(double value) {
        sectorAfter = value;
    }

    @Meaning(value = "As grossAfter, without the order.", unit = Unit.FRACTION, min = 0)
    public double getGrossBefore() {
        return grossBefore;
    }

    /** Sets grossBefore; see the getter. */
    public void setGrossBefore(double value) {
        grossBefore = value;
    }

    @Meaning(value = "Shares held, signed, without anything pending.", unit = Unit.SHARES)
    public double getPositionBefore() {
        return positionBefore;
    }

    /** Sets positionBefore; see the getter. */
    public void setPositionBefore(double value) {
        positionBefore = value;
    }

    @Meaning(
            value = "Worst position in the order's direction if it and everything pending on its side fill, "
                    + "shares, signed.",
            unit = Unit.SHARES)
    public double getPositionAfter() {
        return positionAfter;
    }

    /** Sets positionAfter; see the getter. */
    public void setPositionAfter(double value) {
        positionAfter = value;
    }

    @Meaning(value = "Shares short in that worst case, not negative.", unit = Unit.SHARES, min = 0)
    public double getShortAfter() {
        return shortAfter;
    }

    /** Sets shortAfter; see the getter. */
    public void setShortAfter(double value) {
        shortAfter = value;
    }

    @Meaning(
            value =
                    "grossAfter over what the drawdown leaves of the room: all of it up to a quarter of ramp.drawdown in etc/engine.cfg, nothing from nine tenths of it on, a straight line between.",
            unit = Unit.FRACTION,
            min = 0)
    public double getGrossRamped() {
        return grossRamped;
    }

    /** Sets grossRamped; see the getter. */
    public void setGrossRamped(double value) {
        grossRamped = value;
    }

    @Meaning(
            value =
                    "Worst absolute sum of values times betas, as netAfter, fraction of equity; a beta is the slope of 252 daily returns on the benchmark's.",
            unit = Unit.FRACTION,
            min = 0)
    public double getBetaAfter() {
        return betaAfter;
    }

    /** Sets betaAfter; see the getter. */
    public void setBetaAfter(double value) {
        betaAfter = value;
    }

    @Meaning(
            value = "Sum of the worst absolute values of what has no beta yet, with the order, fraction of equity.",
            unit = Unit.FRACTION,
            min = 0)
    public double getBetaUnknown() {
        return betaUnknown;
    }

    /** Sets betaUnknown; see the getter. */
    public void setBetaUnknown(double value) {
        betaUnknown = value;
    }
}
