package io.portcullis.indicators;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Three chained exponential averages, all seeded with the simple mean of the first n values: the double (DEMA) and the triple (TEMA)
 * average take out the lag of one. In the value's unit. Not thread-safe.
 */
public final class TripleEma {
    private final Ema first;
    private final double alpha;
    private double second = Double.NaN;
    private double third = Double.NaN;

    /** Over n values, at least one. */
    public TripleEma(int n) {
        first = new Ema(n);
        alpha = 2.0 / (n + 1);
    }

    /** Takes a value in and gives the triple average; NaN before the n-th value. NaN and infinities are passed over. */
    public double add(double value) {
        if (Double.isFinite(value)) {
            double mean = first.add(value);
            second = Double.isNaN(second) ? mean : second + alpha * (mean - second);
            third = Double.isNaN(third) ? second : third + alpha * (second - third);
        }
        return triple();
    }

    /** Twice the average less its own; NaN before the n-th value. */
    public double twice() {
        return 2 * first.value() - second;
    }

    /** Three times the average less its own, and the third; NaN before the n-th value. */
    public double triple() {
        return 3 * first.value() - 3 * second + third;
    }

    /** Writes the exact state. */
    public void writeTo(DataOutput out) throws IOException {
        first.writeTo(out);
        out.writeDouble(second);
        out.writeDouble(third);
    }

    /** Takes up a written state; {@link IOException} when it is of other lengths. */
    public void readFrom(DataInput in) throws IOException {
        first.readFrom(in);
        second = in.readDouble();
        third = in.readDouble();
    }
}
