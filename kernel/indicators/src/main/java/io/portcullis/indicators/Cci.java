package io.portcullis.indicators;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Lambert's commodity channel index: how far the typical price is from its mean over n bars, in 1.5 % of mean absolute deviations;
 * the usual n is 20. Not thread-safe.
 */
public final class Cci {
    private static final double LAMBERT = 0.015;

    private final RingWindow window;

    /** Over n bars, at least one. */
    public Cci(int n) {
        window = new RingWindow(n);
    }

    /** Takes a bar in and gives the index; NaN before the n-th bar. A bar with NaN or infinities is passed over. */
    public double add(double high, double low, double close) {
        double typical = MoneyFlow.typicalPrice(high, low, close);
        if (Double.isFinite(typical)) {
            window.add(typical);
        }
        return value();
    }

    /** The index; NaN before the n-th bar, and when nothing moved. */
    public double value() {
        if (!window.isFull()) {
            return Double.NaN;
        }
        int n = window.capacity();
        double mean = 0;
        for (int age = n - 1; age >= 0; age--) {
            mean += window.ago(age) / n;
        }
        double deviation = 0;
        for (int age = n - 1; age >= 0; age--) {
            deviation += Math.abs(window.ago(age) - mean) / n;
        }
        return deviation == 0 ? Double.NaN : (window.ago(0) - mean) / (LAMBERT * deviation);
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
