package io.portcullis.indicators;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Granville's on-balance volume: the shares of rising bars less those of falling ones, 0 at the first. Not thread-safe. */
public final class Obv {
    private double previous = Double.NaN;
    private double balance = Double.NaN;

    /** Takes a bar in and gives the balance. A bar with NaN or infinities is passed over. */
    public double add(double close, double shares) {
        if (Double.isFinite(close) && Double.isFinite(shares)) {
            balance = Double.isNaN(previous) ? 0 : balance + Math.signum(close - previous) * shares;
            previous = close;
        }
        return balance;
    }

    /** The balance; NaN before the first bar. */
    public double value() {
        return balance;
    }

    /** Writes the exact state. */
    public void writeTo(DataOutput out) throws IOException {
        out.writeDouble(previous);
        out.writeDouble(balance);
    }

    /** Takes up a written state. */
    public void readFrom(DataInput in) throws IOException {
        previous = in.readDouble();
        balance = in.readDouble();
    }
}
