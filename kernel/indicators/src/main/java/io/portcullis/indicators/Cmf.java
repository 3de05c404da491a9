package io.portcullis.indicators;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Chaikin's money flow, -1 to 1: the mean of {@link MoneyFlow#multiplier} over the last n bars, weighted by volume; the usual n
 * is 20. Not thread-safe.
 */
public final class Cmf {
    private final RollingSum flow;
    private final RollingSum volume;

    /** Over n bars, at least one. */
    public Cmf(int n) {
        flow = new RollingSum(n);
        volume = new RollingSum(n);
    }

    /**
     * Takes a bar in and gives the flow; NaN before the n-th bar, and when nothing traded. A bar with NaN or infinities is passed
     * over.
     */
    public double add(double high, double low, double close, double shares) {
        double signed = MoneyFlow.multiplier(high, low, close) * shares;
        if (Double.isFinite(signed)) {
            flow.add(signed);
            volume.add(shares);
        }
        return value();
    }

    /** The flow; NaN before the n-th bar, and when nothing traded. */
    public double value() {
        return volume.value() > 0 ? flow.value() / volume.value() : Double.NaN;
    }

    /** Writes the exact state. */
    public void writeTo(DataOutput out) throws IOException {
        flow.writeTo(out);
        volume.writeTo(out);
    }

    /** Takes up a written state; {@link IOException} when it is of another length. */
    public void readFrom(DataInput in) throws IOException {
        flow.readFrom(in);
        volume.readFrom(in);
    }
}
