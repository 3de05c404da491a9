package io.portcullis.indicators;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Dreiss' choppiness index, 0 to 100: high when n bars went a long way and got nowhere; the usual n is 14. Not thread-safe.
 */
public final class Choppiness {
    private final RollingSum ranges;
    private final RollingExtremes highs;
    private final RollingExtremes lows;
    private final int n;
    private double previous = Double.NaN;

    /** Over n true ranges, at least two. */
    public Choppiness(int n) {
        if (n < 2) {
            throw new IllegalArgumentException("choppiness needs at least two ranges, got n " + n);
        }
        ranges = new RollingSum(n);
        highs = new RollingExtremes(n);
        lows = new RollingExtremes(n);
        this.n = n;
    }

    /** Takes a bar in and gives the index; NaN before the n-th true range. A bar with NaN or infinities is passed over. */
    public double add(double high, double low, double close) {
        if (Double.isFinite(high) && Double.isFinite(low) && Double.isFinite(close)) {
            if (!Double.isNaN(previous)) {
                ranges.add(Atr.trueRange(high, low, previous));
                highs.add(Math.max(high, previous));
                lows.add(Math.min(low, previous));
            }
            previous = close;
        }
        return value();
    }

    /** The index; NaN before the n-th true range, and when nothing moved. */
    public double value() {
        double span = highs.highest() - lows.lowest();
        return span > 0 ? 100 * StrictMath.log(ranges.value() / span) / StrictMath.log(n) : Double.NaN;
    }

    /** Writes the exact state. */
    public void writeTo(DataOutput out) throws IOException {
        ranges.writeTo(out);
        highs.writeTo(out);
        lows.writeTo(out);
        out.writeDouble(previous);
    }

    /** Takes up a written state; {@link IOException} when it is of other lengths. */
    public void readFrom(DataInput in) throws IOException {
        ranges.readFrom(in);
        highs.readFrom(in);
        lows.readFrom(in);
        previous = in.readDouble();
    }
}
