package io.portcullis.indicators;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Chande's momentum oscillator, -100 to 100: rises less falls over all movement of the last n changes; the usual n is 14. Not
 * thread-safe.
 */
public final class Cmo {
    private final RollingSum ups;
    private final RollingSum downs;
    private double previous = Double.NaN;

    /** Over n changes, at least one. */
    public Cmo(int n) {
        ups = new RollingSum(n);
        downs = new RollingSum(n);
    }

    /** Takes a close in and gives the oscillator; NaN before the n-th change. NaN and infinities are passed over. */
    public double add(double close) {
        if (Double.isFinite(close)) {
            if (!Double.isNaN(previous)) {
                ups.add(Math.max(close - previous, 0));
                downs.add(Math.max(previous - close, 0));
            }
            previous = close;
        }
        return value();
    }

    /** The oscillator; NaN before the n-th change, 0 when nothing moved. */
    public double value() {
        double moved = ups.value() + downs.value();
        return moved == 0 ? 0 : 100 * (ups.value() - downs.value()) / moved;
    }

    /** Writes the exact state. */
    public void writeTo(DataOutput out) throws IOException {
        ups.writeTo(out);
        downs.writeTo(out);
        out.writeDouble(previous);
    }

    /** Takes up a written state; {@link IOException} when it is of other lengths. */
    public void readFrom(DataInput in) throws IOException {
        ups.readFrom(in);
        downs.readFrom(in);
        previous = in.readDouble();
    }
}
