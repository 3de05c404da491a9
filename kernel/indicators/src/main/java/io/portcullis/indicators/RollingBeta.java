package io.portcullis.indicators;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Slope of the ordinary least squares line of y on x over the last n pairs, O(1) amortised. Not thread-safe.
 *
 * <p>Computed afresh every n pairs, as in {@link RollingMoments}.
 */
public final class RollingBeta {
    private final RingWindow xs;
    private final RingWindow ys;
    private double meanX;
    private double meanY;
    private double squares;
    private double products;
    private int sinceFresh;

    /** Over the last n pairs, at least two. */
    public RollingBeta(int n) {
        if (n < 2) {
            throw new IllegalArgumentException("a slope needs at least two pairs, got a window of " + n);
        }
        xs = new RingWindow(n);
        ys = new RingWindow(n);
    }

    /** Takes a pair in; a pair with a NaN or an infinity is passed over. */
    public void add(double x, double y) {
        if (!Double.isFinite(x) || !Double.isFinite(y)) {
            return;
        }
        if (xs.isFull()) {
            remove(xs.ago(xs.size() - 1), ys.ago(ys.size() - 1), xs.size());
        }
        xs.add(x);
        ys.add(y);
        double beforeX = x - meanX;
        meanX += beforeX / xs.size();
        squares += beforeX * (x - meanX);
        products += beforeX * (y - meanY) * (xs.size() - 1) / xs.size();
        meanY += (y - meanY) / ys.size();
        if (++sinceFresh >= xs.capacity()) {
            computeAfresh();
        }
    }

    private void remove(double x, double y, int sizeBefore) {
        double oldMeanX = (sizeBefore * meanX - x) / (sizeBefore - 1);
        double oldMeanY = (sizeBefore * meanY - y) / (sizeBefore - 1);
        double share = (sizeBefore - 1) / (double) sizeBefore;
        squares -= (x - oldMeanX) * (x - oldMeanX) * share;
        products -= (x - oldMeanX) * (y - oldMeanY) * share;
        meanX = oldMeanX;
        meanY = oldMeanY;
    }

    private void computeAfresh() {
        sinceFresh = 0;
        int n = xs.size();
        double sumX = 0;
        double sumY = 0;
        for (int age = n - 1; age >= 0; age--) {
            sumX += xs.ago(age);
            sumY += ys.ago(age);
        }
        meanX = sumX / n;
        meanY = sumY / n;
        squares = 0;
        products = 0;
        for (int age = n - 1; age >= 0; age--) {
            double dx = xs.ago(age) - meanX;
            squares += dx * dx;
            products += dx * (ys.ago(age) - meanY);
        }
    }

    /** The slope; NaN until the window is full, and when x does not vary. */
    public double beta() {
        return xs.isFull() && squares > 0 ? products / squares : Double.NaN;
    }

    /** True when the window holds n pairs. */
    public boolean isFull() {
        return xs.isFull();
    }

    /** Writes the exact state. */
    public void writeTo(DataOutput out) throws IOException {
        xs.writeTo(out);
        ys.writeTo(out);
        out.writeDouble(meanX);
        out.writeDouble(meanY);
        out.writeDouble(squares);
        out.writeDouble(products);
        out.writeInt(sinceFresh);
    }

    /** Takes up a written state; {@link IOException} when it is of another window. */
    public void readFrom(DataInput in) throws IOException {
        xs.readFrom(in);
        ys.readFrom(in);
        meanX = in.readDouble();
        meanY = in.readDouble();
        squares = in.readDouble();
        products = in.readDouble();
        sinceFresh = in.readInt();
    }
}
