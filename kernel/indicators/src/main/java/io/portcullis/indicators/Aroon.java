package io.portcullis.indicators;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Chande's Aroon, 0 to 100: how recently the highest high (up) and the lowest low (down) of the last n bars and the one before came;
 * the usual n is 25. Not thread-safe.
 */
public final class Aroon {
    private final RollingExtremes highs;
    private final RollingExtremes lows;
    private final int n;

    /** Over n bars and the one before, at least one. */
    public Aroon(int n) {
        highs = new RollingExtremes(n + 1);
        lows = new RollingExtremes(n + 1);
        this.n = n;
    }

    /** Takes a bar in and gives up less down; NaN before the n-th bar after the first. A bar with NaN or infinities is passed over. */
    public double add(double high, double low) {
        if (Double.isFinite(high) && Double.isFinite(low)) {
            highs.add(high);
            lows.add(low);
        }
        return up() - down();
    }

    /** 100 when the newest bar is the highest; NaN before the window is full. */
    public double up() {
        return highs.isFull() ? 100.0 * (n - highs.ageOfHighest()) / n : Double.NaN;
    }

    /** 100 when the newest bar is the lowest; NaN before the window is full. */
    public double down() {
        return lows.isFull() ? 100.0 * (n - lows.ageOfLowest()) / n : Double.NaN;
    }

    /** Writes the exact state. */
    public void writeTo(DataOutput out) throws IOException {
        highs.writeTo(out);
        lows.writeTo(out);
    }

    /** Takes up a written state; {@link IOException} when it is of other lengths. */
    public void readFrom(DataInput in) throws IOException {
        highs.readFrom(in);
        lows.readFrom(in);
    }
}
