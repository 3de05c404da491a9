package io.portcullis.indicators;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Mean and standard deviation of the last n values, O(1) amortised. Not thread-safe.
 *
 * <p>The mean and the sum of squared deviations slide; every n values they are computed afresh from the window, so that rounding
 * errors cannot pile up over a life time.
 */
public final class RollingMoments {
    private final RingWindow window;
    private double mean;
    private double squares;
    private int sinceFresh;

    /** Over the last n values, at least two. */
    public RollingMoments(int n) {
        if (n < 2) {
            throw new IllegalArgumentException("a standard deviation needs at least two values, got a window of " + n);
        }
        window = new RingWindow(n);
    }

    /** Takes a value in; NaN and infinities are passed over. */
    public void add(double value) {
        if (!Double.isFinite(value)) {
            return;
        }
        boolean full = window.isFull();
        double fallen = window.add(value);
        if (full) {
            slide(value, fallen);
        } else {
            grow(value);
        }
        if (++sinceFresh >= window.capacity()) {
            computeAfresh();
        }
    }

    private void grow(double value) {
        double before = value - mean;
        mean += before / window.size();
        squares += before * (value - mean);
    }

    private void slide(double value, double fallen) {
        double oldMean = mean;
        mean += (value - fallen) / window.size();
        squares += (value - fallen) * (value - mean + fallen - oldMean);
    }

    private void computeAfresh() {
        sinceFresh = 0;
        int n = window.size();
        double sum = 0;
        for (int age = n - 1; age >= 0; age--) {
            sum += window.ago(age);
        }
        mean = sum / n;
        squares = 0;
        for (int age = n - 1; age >= 0; age--) {
            double deviation = window.ago(age) - mean;
            squares += deviation * deviation;
        }
    }

    /** Multiplies every value in the window. */
    public void scale(double factor) {
        window.scale(factor);
        if (window.size() > 0) {
            computeAfresh();
        }
    }

    /** True when the window holds n values. */
    public boolean isFull() {
        return window.isFull();
    }

    /** How many values the window holds. */
    public int size() {
        return window.size();
    }

    /** Mean of a full window; NaN before. */
    public double mean() {
        return window.isFull() ? mean : Double.NaN;
    }

    /** Sample variance (n - 1) of a full window; NaN before. */
    public double variance() {
        return window.isFull() ? Math.max(0, squares) / (window.size() - 1) : Double.NaN;
    }

    /** Sample standard deviation (n - 1) of a full window; NaN before. */
    public double sd() {
        return StrictMath.sqrt(variance());
    }

    /** Population standard deviation (n) of a full window, as Bollinger bands want it; NaN before. */
    public double populationSd() {
        return window.isFull() ? StrictMath.sqrt(Math.max(0, squares) / window.size()) : Double.NaN;
    }

    /** Writes the exact state. */
    public void writeTo(DataOutput out) throws IOException {
        window.writeTo(out);
        out.writeDouble(mean);
        out.writeDouble(squares);
        out.writeInt(sinceFresh);
    }

    /** Takes up a written state; {@link IOException} when it is of another window. */
    public void readFrom(DataInput in) throws IOException {
        window.readFrom(in);
        mean = in.readDouble();
        squares = in.readDouble();
        sinceFresh = in.readInt();
    }
}
