package io.portcullis.indicators;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Kaufman's adaptive average: as fast as the shorter average in a straight move, as slow as the longer one in noise. Seeded with
 * the n-th value, as Kaufman does; usual are 10, 2, 30. In the value's unit. Not thread-safe.
 */
public final class Kama {
    private final RingWindow window;
    private final double fastest;
    private final double slowest;
    private double mean = Double.NaN;

    /** Efficiency over n changes, between averages of so many values; the fast one must be the shorter. */
    public Kama(int n, int fast, int slow) {
        if (fast >= slow) {
            throw new IllegalArgumentException(
                    "the fast average must be shorter than the slow one, got " + fast + " and " + slow);
        }
        window = new RingWindow(n + 1);
        fastest = 2.0 / (fast + 1);
        slowest = 2.0 / (slow + 1);
    }

    /** Takes a value in and gives the average; NaN before the n-th value. NaN and infinities are passed over. */
    public double add(double value) {
        if (!Double.isFinite(value)) {
            return mean;
        }
        window.add(value);
        if (window.isFull()) {
            double weight = efficiency() * (fastest - slowest) + slowest;
            mean += weight * weight * (value - mean);
        } else if (window.size() == window.capacity() - 1) {
            mean = value;
        }
        return mean;
    }

    /** How straight the last n changes went, 0 to 1; NaN before the n-th change. */
    public double efficiency() {
        if (!window.isFull()) {
            return Double.NaN;
        }
        int n = window.capacity() - 1;
        double way = 0;
        for (int age = n - 1; age >= 0; age--) {
            way += Math.abs(window.ago(age) - window.ago(age + 1));
        }
        return way == 0 ? 0 : Math.abs(window.ago(0) - window.ago(n)) / way;
    }

    /** The average; NaN before the n-th value. */
    public double value() {
        return mean;
    }

    /** Writes the exact state. */
    public void writeTo(DataOutput out) throws IOException {
        window.writeTo(out);
        out.writeDouble(mean);
    }

    /** Takes up a written state; {@link IOException} when it is of other lengths. */
    public void readFrom(DataInput in) throws IOException {
        window.readFrom(in);
        mean = in.readDouble();
    }
}
