package io.portcullis.indicators;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * The sum of the last n values, O(1) amortised. Not thread-safe.
 *
 * <p>Every n values it is computed afresh from the window, so that rounding errors cannot pile up; a window of nothing but
 * zeros sums to exactly zero, which formulas that divide by it depend on.
 */
public final class RollingSum {
    private final RingWindow window;
    private double sum;
    private int nonZero;
    private int sinceFresh;

    /** Over the last n values, at least one. */
    public RollingSum(int n) {
        window = new RingWindow(n);
    }

    /** Takes a value in; NaN and infinities are passed over. */
    public void add(double value) {
        if (!Double.isFinite(value)) {
            return;
        }
        boolean full = window.isFull();
        double fallen = window.add(value);
        sum += value;
        nonZero += value == 0 ? 0 : 1;
        if (full) {
            sum -= fallen;
            nonZero -= fallen == 0 ? 0 : 1;
        }
        if (++sinceFresh >= window.capacity()) {
            computeAfresh();
        }
    }

    private void computeAfresh() {
        sinceFresh = 0;
        sum = 0;
        for (int age = window.size() - 1; age >= 0; age--) {
            sum += window.ago(age);
        }
    }

    /** Multiplies every value in the window, as a split does to volumes. */
    public void scale(double factor) {
        window.scale(factor);
        computeAfresh();
    }

    /** True when the window holds n values. */
    public boolean isFull() {
        return window.isFull();
    }

    /** The sum of a full window; NaN before. */
    public double value() {
        if (!window.isFull()) {
            return Double.NaN;
        }
        return nonZero == 0 ? 0 : sum;
    }

    /** Writes the exact state. */
    public void writeTo(DataOutput out) throws IOException {
        window.writeTo(out);
        out.writeDouble(sum);
        out.writeInt(nonZero);
        out.writeInt(sinceFresh);
    }

    /** Takes up a written state; {@link IOException} when it is of another window. */
    public void readFrom(DataInput in) throws IOException {
        window.readFrom(in);
        sum = in.readDouble();
        nonZero = in.readInt();
        sinceFresh = in.readInt();
    }
}
