package io.portcullis.indicators;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * The stochastic oscillator of the relative strength, 0 to 100, and its signal; usual are 14, 14, 3. Not thread-safe.
 */
public final class StochasticRsi {
    private final Rsi strength;
    private final Stochastic place;

    /** RSI over so many changes, its place among the last n, the signal over so many. */
    public StochasticRsi(int rsi, int n, int signals) {
        strength = new Rsi(rsi);
        place = new Stochastic(n, 1, signals);
    }

    /** Takes a close in and gives the oscillator; NaN until it is known. NaN and infinities are passed over. */
    public double add(double close) {
        if (Double.isFinite(close)) {
            double now = strength.add(close);
            place.add(now, now, now);
        }
        return place.value();
    }

    /** Its mean; NaN until it is known. */
    public double signal() {
        return place.signal();
    }

    /** Writes the exact state. */
    public void writeTo(DataOutput out) throws IOException {
        strength.writeTo(out);
        place.writeTo(out);
    }

    /** Takes up a written state; {@link IOException} when it is of other lengths. */
    public void readFrom(DataInput in) throws IOException {
        strength.readFrom(in);
        place.readFrom(in);
    }
}
