package io.portcullis.indicators;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** How high a value is among the last n: O(1) to add, O(n) to ask. Not thread-safe. */
public final class EmpiricalCdf {
    private final RingWindow window;

    /** Over the last n values, at least one. */
    public EmpiricalCdf(int n) {
        window = new RingWindow(n);
    }

    /** Takes a value in; NaN and infinities are passed over. */
    public void add(double value) {
        if (Double.isFinite(value)) {
            window.add(value);
        }
    }

    /** The fraction of the last n values that are at most this one; NaN for NaN, and until there are n. */
    public double of(double value) {
        if (!window.isFull() || Double.isNaN(value)) {
            return Double.NaN;
        }
        int atMost = 0;
        for (int age = 0; age < window.size(); age++) {
            atMost += window.ago(age) <= value ? 1 : 0;
        }
        return atMost / (double) window.size();
    }

    /** Writes the exact state. */
    public void writeTo(DataOutput out) throws IOException {
        window.writeTo(out);
    }

    /** Takes up a written state; {@link IOException} when it is of another window. */
    public void readFrom(DataInput in) throws IOException {
        window.readFrom(in);
    }
}
