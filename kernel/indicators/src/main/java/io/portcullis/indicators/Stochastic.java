package io.portcullis.indicators;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Lane's stochastic oscillator, 0 to 100: where the close lies between the lowest low and the highest high of n bars, smoothed (the
 * oscillator), and its own mean (the signal); usual are 14, 3, 3. Not thread-safe.
 */
public final class Stochastic {
    private final RollingExtremes highs;
    private final RollingExtremes lows;
    private final RollingSum smooth;
    private final RollingSum signal;
    private final int smoothing;
    private final int signals;

    /** Over n bars, smoothed over so many, the signal over so many; each at least one. */
    public Stochastic(int n, int smoothing, int signals) {
        highs = new RollingExtremes(n);
        lows = new RollingExtremes(n);
        smooth = new RollingSum(smoothing);
        signal = new RollingSum(signals);
        this.smoothing = smoothing;
        this.signals = signals;
    }

    /** Takes a bar in and gives the oscillator; NaN until it is known. A bar with NaN or infinities is passed over. */
    public double add(double high, double low, double close) {
        if (Double.isFinite(high) && Double.isFinite(low) && Double.isFinite(close)) {
            highs.add(high);
            lows.add(low);
            smooth.add(place(close));
            signal.add(value());
        }
        return value();
    }

    /** A range of nothing puts the close at its low. */
    private double place(double close) {
        double range = highs.highest() - lows.lowest();
        return range == 0 ? 0 : 100 * (close - lows.lowest()) / range;
    }

    /** The oscillator; NaN until it is known. */
    public double value() {
        return smooth.value() / smoothing;
    }

    /** Its mean; NaN until it is known. */
    public double signal() {
        return signal.value() / signals;
    }

    /** Writes the exact state. */
    public void writeTo(DataOutput out) throws IOException {
        highs.writeTo(out);
        lows.writeTo(out);
        smooth.writeTo(out);
        signal.writeTo(out);
    }

    /** Takes up a written state; {@link IOException} when it is of other lengths. */
    public void readFrom(DataInput in) throws IOException {
        highs.readFrom(in);
        lows.readFrom(in);
        smooth.readFrom(in);
        signal.readFrom(in);
    }
}
