package io.portcullis.indicators;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Williams' ultimate oscillator, 0 to 100: buying pressure over true range in three windows, the shortest weighted four times, the
 * middle one twice; usual are 7, 14, 28. Not thread-safe.
 */
public final class UltimateOscillator {
    private final RollingSum[] pressures;
    private final RollingSum[] ranges;
    private double previous = Double.NaN;

    /** Over so many bars each, ascending. */
    public UltimateOscillator(int shortest, int middle, int longest) {
        if (shortest >= middle || middle >= longest) {
            throw new IllegalArgumentException(
                    "the windows must grow, got " + shortest + ", " + middle + " and " + longest);
        }
        pressures = new RollingSum[] {new RollingSum(shortest), new RollingSum(middle), new RollingSum(longest)};
        ranges = new RollingSum[] {new RollingSum(shortest), new RollingSum(middle), new RollingSum(longest)};
    }

    /** Takes a bar in and gives the oscillator; NaN until it is known. A bar with NaN or infinities is passed over. */
    public double add(double high, double low, double close) {
        if (Double.isFinite(high) && Double.isFinite(low) && Double.isFinite(close)) {
            for (int i = 0; i < ranges.length && !Double.isNaN(previous); i++) {
                pressures[i].add(close - Math.min(low, previous));
                ranges[i].add(Atr.trueRange(high, low, previous));
            }
            previous = close;
        }
        return value();
    }

    /** The oscillator; NaN until it is known, and when nothing moved. */
    public double value() {
        return 100 * (4 * share(0) + 2 * share(1) + share(2)) / 7;
    }

    private double share(int window) {
        return ranges[window].value() == 0 ? Double.NaN : pressures[window].value() / ranges[window].value();
    }

    /** Writes the exact state. */
    public void writeTo(DataOutput out) throws IOException {
        for (int i = 0; i < ranges.length; i++) {
            pressures[i].writeTo(out);
            ranges[i].writeTo(out);
        }
        out.writeDouble(previous);
    }

    /** Takes up a written state; {@link IOException} when it is of other lengths. */
    public void readFrom(DataInput in) throws IOException {
        for (int i = 0; i < ranges.length; i++) {
            pressures[i].readFrom(in);
            ranges[i].readFrom(in);
        }
        previous = in.readDouble();
    }
}
