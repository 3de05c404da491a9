package io.portcullis.indicators;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Typical price, weighted by volume, over the last n bars; in the price's unit. Not thread-safe. */
public final class Vwap {
    private final RollingSum money;
    private final RollingSum volume;

    /** Over n bars, at least one. */
    public Vwap(int n) {
        money = new RollingSum(n);
        volume = new RollingSum(n);
    }

    /**
     * Takes a bar in and gives the average; NaN before the n-th bar, and when nothing traded. A bar with NaN or infinities is
     * passed over.
     */
    public double add(double high, double low, double close, double shares) {
        double typical = MoneyFlow.typicalPrice(high, low, close);
        if (Double.isFinite(typical * shares)) {
            money.add(typical * shares);
            volume.add(shares);
        }
        return value();
    }

    /** The average; NaN before the n-th bar, and when nothing traded. */
    public double value() {
        return volume.value() > 0 ? money.value() / volume.value() : Double.NaN;
    }

    /** Writes the exact state. */
    public void writeTo(DataOutput out) throws IOException {
        money.writeTo(out);
        volume.writeTo(out);
    }

    /** Takes up a written state; {@link IOException} when it is of another length. */
    public void readFrom(DataInput in) throws IOException {
        money.readFrom(in);
        volume.readFrom(in);
    }
}
