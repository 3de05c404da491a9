package io.portcullis.indicators;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Bollinger bands: the mean of the last n closes, and so many population standard deviations above and below; usual are 20 and
 * 2. In the price's unit. Not thread-safe.
 */
public final class Bollinger {
    private final RollingMoments moments;
    private final double width;
    private double last = Double.NaN;

    /** Over n closes, at least two, with bands this many standard deviations away, a positive number. */
    public Bollinger(int n, double width) {
        if (!(width > 0)) {
            throw new IllegalArgumentException("the bands' width must be positive, got " + width);
        }
        this.moments = new RollingMoments(n);
        this.width = width;
    }

    /** Takes a close in and gives its {@link #percentB()}. NaN and infinities are passed over. */
    public double add(double close) {
        if (Double.isFinite(close)) {
            moments.add(close);
            last = close;
        }
        return percentB();
    }

    /** The mean; NaN before the n-th close. */
    public double middle() {
        return moments.mean();
    }

    /** The upper band; NaN before the n-th close. */
    public double upper() {
        return moments.mean() + width * moments.populationSd();
    }

    /** The lower band; NaN before the n-th close. */
    public double lower() {
        return moments.mean() - width * moments.populationSd();
    }

    /** Where the last close lies: 0 at the lower band, 1 at the upper one; NaN before the n-th close, and when nothing moved. */
    public double percentB() {
        double span = upper() - lower();
        return span > 0 ? (last - lower()) / span : Double.NaN;
    }

    /** Writes the exact state. */
    public void writeTo(DataOutput out) throws IOException {
        moments.writeTo(out);
        out.writeDouble(last);
    }

    /** Takes up a written state; {@link IOException} when it is of another length. */
    public void readFrom(DataInput in) throws IOException {
        moments.readFrom(in);
        last = in.readDouble();
    }
}
