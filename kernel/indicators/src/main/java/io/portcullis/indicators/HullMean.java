package io.portcullis.indicators;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Hull's moving average: the weighted mean over half the window twice, less that over all of it, smoothed over the root of the
 * window. In the value's unit. Not thread-safe.
 */
public final class HullMean {
    private final WeightedMean half;
    private final WeightedMean whole;
    private final WeightedMean smooth;

    /** Over n values, at least four. */
    public HullMean(int n) {
        if (n < 4) {
            throw new IllegalArgumentException("Hull's average needs at least four values, got n " + n);
        }
        half = new WeightedMean(n / 2);
        whole = new WeightedMean(n);
        smooth = new WeightedMean((int) StrictMath.sqrt(n));
    }

    /** Takes a value in and gives the average; NaN until it is known. NaN and infinities are passed over. */
    public double add(double value) {
        if (Double.isFinite(value)) {
            smooth.add(2 * half.add(value) - whole.add(value));
        }
        return smooth.value();
    }

    /** The average; NaN until it is known. */
    public double value() {
        return smooth.value();
    }

    /** Writes the exact state. */
    public void writeTo(DataOutput out) throws IOException {
        half.writeTo(out);
        whole.writeTo(out);
        smooth.writeTo(out);
    }

    /** Takes up a written state; {@link IOException} when it is of other lengths. */
    public void readFrom(DataInput in) throws IOException {
        half.readFrom(in);
        whole.readFrom(in);
        smooth.readFrom(in);
    }
}
