package io.portcullis.indicators;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * The vortex indicator of Botes and Siepman: movement from low to next high (plus) and from high to next low (minus) over the true
 * range of n bars; the usual n is 14. Not thread-safe.
 */
public final class Vortex {
    private final RollingSum plus;
    private final RollingSum minus;
    private final RollingSum range;
    private double highBefore = Double.NaN;
    private double lowBefore = Double.NaN;
    private double closeBefore = Double.NaN;

    /** Over n movements, at least one. */
    public Vortex(int n) {
        plus = new RollingSum(n);
        minus = new RollingSum(n);
        range = new RollingSum(n);
    }

    /** Takes a bar in and gives plus less minus; NaN before the n-th movement. A bar with NaN or infinities is passed over. */
    public double add(double high, double low, double close) {
        if (Double.isFinite(high) && Double.isFinite(low) && Double.isFinite(close)) {
            if (!Double.isNaN(closeBefore)) {
                plus.add(Math.abs(high - lowBefore));
                minus.add(Math.abs(low - highBefore));
                range.add(Atr.trueRange(high, low, closeBefore));
            }
            highBefore = high;
            lowBefore = low;
            closeBefore = close;
        }
        return plus() - minus();
    }

    /** Upward movement; NaN before the n-th, and when nothing moved. */
    public double plus() {
        return range.value() == 0 ? Double.NaN : plus.value() / range.value();
    }

    /** Downward movement; NaN before the n-th, and when nothing moved. */
    public double minus() {
        return range.value() == 0 ? Double.NaN : minus.value() / range.value();
    }

    /** Writes the exact state. */
    public void writeTo(DataOutput out) throws IOException {
        plus.writeTo(out);
        minus.writeTo(out);
        range.writeTo(out);
        out.writeDouble(highBefore);
        out.writeDouble(lowBefore);
        out.writeDouble(closeBefore);
    }

    /** Takes up a written state; {@link IOException} when it is of other lengths. */
    public void readFrom(DataInput in) throws IOException {
        plus.readFrom(in);
        minus.readFrom(in);
        range.readFrom(in);
        highBefore = in.readDouble();
        lowBefore = in.readDouble();
        closeBefore = in.readDouble();
    }
}
