package io.portcullis.indicators;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Williams' %R, -100 to 0: how far the close is below the highest high of n bars, in per cent of their range; the usual n is 14. Not
 * thread-safe.
 */
public final class WilliamsR {
    private final RollingExtremes highs;
    private final RollingExtremes lows;
    private double last = Double.NaN;

    /** Over n bars, at least one. */
    public WilliamsR(int n) {
        highs = new RollingExtremes(n);
        lows = new RollingExtremes(n);
    }

    /** Takes a bar in and gives %R; NaN before the n-th bar. A bar with NaN or infinities is passed over. */
    public double add(double high, double low, double close) {
        if (Double.isFinite(high) && Double.isFinite(low) && Double.isFinite(close)) {
            highs.add(high);
            lows.add(low);
            last = close;
        }
        return value();
    }

    /** %R; NaN before the n-th bar, -100 when nothing moved. */
    public double value() {
        double range = highs.highest() - lows.lowest();
        return range == 0 ? -100 : -100 * (highs.highest() - last) / range;
    }

    /** Writes the exact state. */
    public void writeTo(DataOutput out) throws IOException {
        highs.writeTo(out);
        lows.writeTo(out);
        out.writeDouble(last);
    }

    /** Takes up a written state; {@link IOException} when it is of other lengths. */
    public void readFrom(DataInput in) throws IOException {
        highs.readFrom(in);
        lows.readFrom(in);
        last = in.readDouble();
    }
}
