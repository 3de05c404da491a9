package io.portcullis.indicators;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * What one unit of money has become, splits and dividends reinvested, point in time: an action counts from when it is told, the
 * past is never rewritten. Not thread-safe.
 */
public final class TotalReturnIndex {
    private double level = Double.NaN;
    private double price = Double.NaN;
    private double sharesPerOld = 1;
    private double cashPerOld;

    /** A split (new shares per old) and a dividend per old share that take effect before the next price. */
    public void action(double split, double dividend) {
        if (!(split > 0) || !(dividend >= 0)) {
            throw new IllegalArgumentException(
                    "split must be positive and dividend not negative, got " + split + " and " + dividend);
        }
        // A second action before the next price pays on the shares that the first one made.
        cashPerOld += sharesPerOld * dividend;
        sharesPerOld *= split;
    }

    /** Takes the next price in and gives the simple total return since the last one; NaN for the first price. */
    public double add(double next) {
        double simple = returnTo(next);
        if (!(next > 0)) {
            return Double.NaN;
        }
        level = Double.isNaN(simple) ? 1 : level * (1 + simple);
        price = next;
        sharesPerOld = 1;
        cashPerOld = 0;
        return simple;
    }

    /** The simple total return since the last price if this were the next; changes nothing. */
    public double returnTo(double next) {
        return next > 0 ? Returns.total(price, next, sharesPerOld, cashPerOld) : Double.NaN;
    }

    /** The index: 1 at the first price; NaN before. */
    public double level() {
        return level;
    }

    /** The last price on the terms of today: what it was, less dividends, per new share; NaN before the first price. */
    public double adjustedPrice() {
        return (price - cashPerOld) / sharesPerOld;
    }

    /** Writes the exact state. */
    public void writeTo(DataOutput out) throws IOException {
        out.writeDouble(level);
        out.writeDouble(price);
        out.writeDouble(sharesPerOld);
        out.writeDouble(cashPerOld);
    }

    /** Takes up a written state. */
    public void readFrom(DataInput in) throws IOException {
        level = in.readDouble();
        price = in.readDouble();
        sharesPerOld = in.readDouble();
        cashPerOld = in.readDouble();
    }
}
