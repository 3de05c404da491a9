package io.portcullis.indicators;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Linearly weighted mean of the last n values, the newest n times as heavy as the oldest; O(n) a value. Not thread-safe.
 */
public final class WeightedMean {
    private final RingWindow window;

    /** Over n values, at least one. */
    public WeightedMean(int n) {
        window = new RingWindow(n);
    }

    /** Takes a value in and gives the mean; NaN before the n-th value. NaN and infinities are passed over. */
    public double add(double value) {
        if (Double.isFinite(value)) {
            window.add(value);
        }
        return value();
    }

    /** The mean; NaN before the n-th value. */
    public double value() {
        if (!window.isFull()) {
            return Double.NaN;
        }
        int n = window.capacity();
        double sum = 0;
        for (int age = n - 1; age >= 0; age--) {
            sum += (n - age) * window.ago(age);
        }
        return sum / (n * (n + 1) / 2.0);
    }

    /** Writes the exact state. */
    public void writeTo(DataOutput out) throws IOException {
        window.writeTo(out);
    }

    /** Takes up a written state; {@link IOException} when it is of other lengths. */
    public void readFrom(DataInput in) throws IOException {
        window.readFrom(in);
    }
}
