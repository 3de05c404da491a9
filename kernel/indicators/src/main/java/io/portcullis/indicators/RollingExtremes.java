package io.portcullis.indicators;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Highest and lowest of the last n values, and how long ago each was; O(n) a value, for the short windows of charts. Not
 * thread-safe.
 */
public final class RollingExtremes {
    private final RingWindow window;

    /** Over the last n values, at least one. */
    public RollingExtremes(int n) {
        window = new RingWindow(n);
    }

    /** Takes a value in; NaN and infinities are passed over. */
    public void add(double value) {
        if (Double.isFinite(value)) {
            window.add(value);
        }
    }

    /** The highest of a full window; NaN before. */
    public double highest() {
        return window.isFull() ? window.ago(ageOfHighest()) : Double.NaN;
    }

    /** The lowest of a full window; NaN before. */
    public double lowest() {
        return window.isFull() ? window.ago(ageOfLowest()) : Double.NaN;
    }

    /** How many values ago the highest came, the oldest of equals. */
    int ageOfHighest() {
        int age = window.size() - 1;
        for (int i = age - 1; i >= 0; i--) {
            age = window.ago(i) > window.ago(age) ? i : age;
        }
        return age;
    }

    /** How many values ago the lowest came, the oldest of equals. */
    int ageOfLowest() {
        int age = window.size() - 1;
        for (int i = age - 1; i >= 0; i--) {
            age = window.ago(i) < window.ago(age) ? i : age;
        }
        return age;
    }

    /** True when the window holds n values. */
    public boolean isFull() {
        return window.isFull();
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
