package io.portcullis.indicators;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Legoux' moving average: weights from a bell that stands near the newest values; usual are 9, 0.85, 6. In the value's unit; O(n) a
 * value. Not thread-safe.
 */
public final class Alma {
    private final RingWindow window;
    private final double[] weights;

    /** Over n values, the bell at this place (0 oldest, 1 newest), n over its width. */
    public Alma(int n, double place, double sharpness) {
        window = new RingWindow(n);
        weights = new double[n];
        double centre = place * (n - 1);
        double width = n / sharpness;
        double sum = 0;
        for (int i = 0; i < n; i++) {
            weights[i] = StrictMath.exp(-(i - centre) * (i - centre) / (2 * width * width));
            sum += weights[i];
        }
        for (int i = 0; i < n; i++) {
            weights[i] /= sum;
        }
    }

    /** Takes a value in and gives the average; NaN before the n-th value. NaN and infinities are passed over. */
    public double add(double value) {
        if (Double.isFinite(value)) {
            window.add(value);
        }
        return value();
    }

    /** The average; NaN before the n-th value. */
    public double value() {
        if (!window.isFull()) {
            return Double.NaN;
        }
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += weights[i] * window.ago(weights.length - 1 - i);
        }
        return sum;
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
