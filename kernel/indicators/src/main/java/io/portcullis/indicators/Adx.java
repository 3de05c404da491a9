package io.portcullis.indicators;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Wilder's average directional index, 0 to 100: how much of the movement goes one way, whichever; the usual n is 14. Not
 * thread-safe.
 *
 * <p>All three means are Wilder's over n values, the directional movements from the second bar on, the index from the first
 * directional index on; so it is known after 2n bars.
 */
public final class Adx {
    private final WilderMean range;
    private final WilderMean up;
    private final WilderMean down;
    private final WilderMean index;
    private double highBefore = Double.NaN;
    private double lowBefore = Double.NaN;
    private double closeBefore = Double.NaN;

    /** Over n movements, at least one. */
    public Adx(int n) {
        range = new WilderMean(n);
        up = new WilderMean(n);
        down = new WilderMean(n);
        index = new WilderMean(n);
    }

    /** Takes a bar in and gives the index; NaN before the 2n-th bar. A bar with NaN or infinities is passed over. */
    public double add(double high, double low, double close) {
        if (Double.isFinite(high) && Double.isFinite(low) && Double.isFinite(close)) {
            if (!Double.isNaN(closeBefore)) {
                move(high, low);
            }
            highBefore = high;
            lowBefore = low;
            closeBefore = close;
        }
        return index.value();
    }

    private void move(double high, double low) {
        double rise = high - highBefore;
        double fall = lowBefore - low;
        range.add(Atr.trueRange(high, low, closeBefore));
        up.add(rise > fall && rise > 0 ? rise : 0);
        down.add(fall > rise && fall > 0 ? fall : 0);
        if (!Double.isNaN(range.value())) {
            index.add(directional());
        }
    }

    /** The directional index of now: 100 when all movement goes one way, 0 when both ways are equal or nothing moves. */
    private double directional() {
        double sum = up.value() + down.value();
        return sum > 0 ? 100 * Math.abs(up.value() - down.value()) / sum : 0;
    }

    /** Movement upwards in per cent of the true range; NaN before the n-th movement, 0 when nothing moves. */
    public double plus() {
        return ofRange(up);
    }

    /** Movement downwards in per cent of the true range; NaN before the n-th movement, 0 when nothing moves. */
    public double minus() {
        return ofRange(down);
    }

    private double ofRange(WilderMean movement) {
        return range.value() == 0 ? 0 : 100 * movement.value() / range.value();
    }

    /** The average of the directional index; NaN before the 2n-th bar. */
    public double value() {
        return index.value();
    }

    /** Writes the exact state. */
    public void writeTo(DataOutput out) throws IOException {
        range.writeTo(out);
        up.writeTo(out);
        down.writeTo(out);
        index.writeTo(out);
        out.writeDouble(highBefore);
        out.writeDouble(lowBefore);
        out.writeDouble(closeBefore);
    }

    /** Takes up a written state; {@link IOException} when it counted further than this index does. */
    public void readFrom(DataInput in) throws IOException {
        range.readFrom(in);
        up.readFrom(in);
        down.readFrom(in);
        index.readFrom(in);
        highBefore = in.readDouble();
        lowBefore = in.readDouble();
        closeBefore = in.readDouble();
    }
}
