package io.portcullis.indicators;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Exponentially weighted mean, seeded with the first value. Not thread-safe. */
public final class Ewma {
    private final double alpha;
    private double mean = Double.NaN;

    private Ewma(double alpha) {
        this.alpha = alpha;
    }

    /** With this weight on the newest value, inside (0, 1]. */
    public static Ewma ofAlpha(double alpha) {
        if (!(alpha > 0 && alpha <= 1)) {
            throw new IllegalArgumentException("alpha must lie inside (0, 1], got " + alpha);
        }
        return new Ewma(alpha);
    }

    /** In which a value counts half after so many more; positive. */
    public static Ewma ofHalfLife(double values) {
        if (!(values > 0)) {
            throw new IllegalArgumentException("a half-life must be positive, got " + values);
        }
        return new Ewma(1 - StrictMath.exp(-StrictMath.log(2) / values));
    }

    /** Takes a value in and gives the mean; NaN and infinities are passed over. */
    public double add(double value) {
        if (Double.isFinite(value)) {
            mean = Double.isNaN(mean) ? value : mean + alpha * (value - mean);
        }
        return mean;
    }

    /** The mean; NaN before the first value. */
    public double mean() {
        return mean;
    }

    /** Writes the exact state. */
    public void writeTo(DataOutput out) throws IOException {
        out.writeDouble(mean);
    }

    /** Takes up a written state. */
    public void readFrom(DataInput in) throws IOException {
        mean = in.readDouble();
    }
}
