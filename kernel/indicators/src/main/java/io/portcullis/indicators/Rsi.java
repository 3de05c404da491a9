package io.portcullis.indicators;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Wilder's relative strength index, 0 to 100: the mean of the first n gains, then (n-1)/n of it plus the newest. Not thread-safe. */
public final class Rsi {
    private final int n;
    private double previous = Double.NaN;
    private int changes;
    private double gain;
    private double loss;

    /** Over n changes, at least one; the usual n is 14. */
    public Rsi(int n) {
        if (n < 1) {
            throw new IllegalArgumentException("RSI needs at least one change, got n " + n);
        }
        this.n = n;
    }

    /** Takes a close in and gives the index; NaN before the n-th change. NaN and infinities are passed over. */
    public double add(double close) {
        if (!Double.isFinite(close)) {
            return value();
        }
        if (!Double.isNaN(previous)) {
            double change = close - previous;
            average(Math.max(change, 0), Math.max(-change, 0));
        }
        previous = close;
        return value();
    }

    private void average(double up, double down) {
        if (changes < n) {
            changes++;
            gain += up / n;
            loss += down / n;
        } else {
            gain = ((n - 1) * gain + up) / n;
            loss = ((n - 1) * loss + down) / n;
        }
    }

    /** The index; 50 when nothing moved, without a threshold that would drown tiny prices. */
    public double value() {
        if (changes < n) {
            return Double.NaN;
        }
        double moved = gain + loss;
        return moved == 0 ? 50 : 100 * gain / moved;
    }

    /** Writes the exact state. */
    public void writeTo(DataOutput out) throws IOException {
        out.writeDouble(previous);
        out.writeInt(changes);
        out.writeDouble(gain);
        out.writeDouble(loss);
    }

    /** Takes up a written state; {@link IOException} when it counted further than this index does. */
    public void readFrom(DataInput in) throws IOException {
        previous = in.readDouble();
        changes = WilderMean.readCount(in, n);
        gain = in.readDouble();
        loss = in.readDouble();
    }
}
