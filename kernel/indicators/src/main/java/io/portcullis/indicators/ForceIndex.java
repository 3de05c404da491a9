package io.portcullis.indicators;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Elder's force index: an average of close's change times shares; the usual n is 2 or 13. Not thread-safe.
 */
public final class ForceIndex {
    private final Ema mean;
    private double previous = Double.NaN;

    /** Over n changes, at least one. */
    public ForceIndex(int n) {
        mean = new Ema(n);
    }

    /** Takes a bar in and gives the index; NaN before the n-th change. A bar with NaN or infinities is passed over. */
    public double add(double close, double shares) {
        if (Double.isFinite(close) && Double.isFinite(shares)) {
            mean.add((close - previous) * shares);
            previous = close;
        }
        return mean.value();
    }

    /** The index; NaN before the n-th change. */
    public double value() {
        return mean.value();
    }

    /** Writes the exact state. */
    public void writeTo(DataOutput out) throws IOException {
        mean.writeTo(out);
        out.writeDouble(previous);
    }

    /** Takes up a written state; {@link IOException} when it is of other lengths. */
    public void readFrom(DataInput in) throws IOException {
        mean.readFrom(in);
        previous = in.readDouble();
    }
}
