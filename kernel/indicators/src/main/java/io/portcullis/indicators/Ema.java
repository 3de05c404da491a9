package io.portcullis.indicators;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * The chartist's exponential moving average: alpha 2/(n+1), seeded with the simple mean of the first n values, as TA-Lib does.
 *
 * <p>Other libraries seed with the first value and differ for a long time; that is why the seed is named. Not thread-safe.
 */
public final class Ema {
    private final int n;
    private int count;
    private double sum;
    private double mean = Double.NaN;

    /** Over n values, at least one. */
    public Ema(int n) {
        if (n < 1) {
            throw new IllegalArgumentException("an average needs at least one value, got n " + n);
        }
        this.n = n;
    }

    /** Takes a value in and gives the average; NaN before the n-th value. NaN and infinities are passed over. */
    public double add(double value) {
        if (!Double.isFinite(value)) {
            return mean;
        }
        if (count < n) {
            count++;
            sum += value;
            mean = count == n ? sum / n : Double.NaN;
        } else {
            mean += 2.0 / (n + 1) * (value - mean);
        }
        return mean;
    }

    /** The average; NaN before the n-th value. */
    public double value() {
        return mean;
    }

    /** Writes the exact state. */
    public void writeTo(DataOutput out) throws IOException {
        out.writeInt(count);
        out.writeDouble(sum);
        out.writeDouble(mean);
    }

    /** Takes up a written state; {@link IOException} when it counted further than this average does. */
    public void readFrom(DataInput in) throws IOException {
        count = WilderMean.readCount(in, n);
        sum = in.readDouble();
        mean = in.readDouble();
    }
}
