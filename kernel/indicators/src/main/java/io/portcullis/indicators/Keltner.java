package io.portcullis.indicators;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Keltner's channel: an average of the close, and so many average true ranges above and below; usual are 20, 2, 10. In the price's
 * unit. Not thread-safe.
 */
public final class Keltner {
    private final Ema middle;
    private final Atr range;
    private final double width;

    /** Average over n closes, bands this many average true ranges of so many bars away. */
    public Keltner(int n, double width, int rangeBars) {
        if (!(width > 0)) {
            throw new IllegalArgumentException("the channel's width must be positive, got " + width);
        }
        this.middle = new Ema(n);
        this.range = new Atr(rangeBars);
        this.width = width;
    }

    /** Takes a bar in and gives the middle; NaN until it is known. A bar with NaN or infinities is passed over. */
    public double add(double high, double low, double close) {
        if (Double.isFinite(high) && Double.isFinite(low) && Double.isFinite(close)) {
            middle.add(close);
            range.add(high, low, close);
        }
        return middle.value();
    }

    /** The upper band; NaN until it is known. */
    public double upper() {
        return middle.value() + width * range.value();
    }

    /** The lower band; NaN until it is known. */
    public double lower() {
        return middle.value() - width * range.value();
    }

    /** Writes the exact state. */
    public void writeTo(DataOutput out) throws IOException {
        middle.writeTo(out);
        range.writeTo(out);
    }

    /** Takes up a written state; {@link IOException} when it is of other lengths. */
    public void readFrom(DataInput in) throws IOException {
        middle.readFrom(in);
        range.readFrom(in);
    }
}
