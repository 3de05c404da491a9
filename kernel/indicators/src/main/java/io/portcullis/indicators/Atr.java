package io.portcullis.indicators;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Wilder's average true range, in the price's unit; the usual n is 14. A true range needs the close before, so the first bar
 * has none; libraries that give it high less low differ for a long time. Not thread-safe.
 */
public final class Atr {
    private final WilderMean mean;
    private double previous = Double.NaN;

    /** Over n true ranges, at least one. */
    public Atr(int n) {
        mean = new WilderMean(n);
    }

    /** Takes a bar in and gives the average; NaN before the n-th true range. A bar with NaN or infinities is passed over. */
    public double add(double high, double low, double close) {
        if (Double.isFinite(high) && Double.isFinite(low) && Double.isFinite(close)) {
            if (!Double.isNaN(previous)) {
                mean.add(trueRange(high, low, previous));
            }
            previous = close;
        }
        return mean.value();
    }

    /** How far the price went since the close before: from the lowest to the highest of high, low and that close. */
    public static double trueRange(double high, double low, double closeBefore) {
        return Math.max(high, closeBefore) - Math.min(low, closeBefore);
    }

    /** The average; NaN before the n-th true range. */
    public double value() {
        return mean.value();
    }

    /** Writes the exact state. */
    public void writeTo(DataOutput out) throws IOException {
        mean.writeTo(out);
        out.writeDouble(previous);
    }

    /** Takes up a written state; {@link IOException} when it counted further than this average does. */
    public void readFrom(DataInput in) throws IOException {
        mean.readFrom(in);
        previous = in.readDouble();
    }
}
