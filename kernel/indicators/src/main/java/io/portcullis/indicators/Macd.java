package io.portcullis.indicators;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Moving average convergence and divergence: a fast {@link Ema} less a slow one (the line), its own average (the signal), and
 * how far the line is above it (the histogram). In the price's unit; usual are 12, 26, 9. Not thread-safe.
 *
 * <p>Both averages are seeded with the mean of their own first values; TA-Lib starts the fast one as late as the slow one.
 */
public final class Macd {
    private final Ema fast;
    private final Ema slow;
    private final Ema signal;

    /** Over so many values each; the fast one must be the shorter. */
    public Macd(int fast, int slow, int signal) {
        if (fast >= slow) {
            throw new IllegalArgumentException(
                    "the fast average must be shorter than the slow one, got " + fast + " and " + slow);
        }
        this.fast = new Ema(fast);
        this.slow = new Ema(slow);
        this.signal = new Ema(signal);
    }

    /** Takes a close in and gives the histogram; NaN before it is known. NaN and infinities are passed over. */
    public double add(double close) {
        if (Double.isFinite(close)) {
            fast.add(close);
            slow.add(close);
            signal.add(line());
        }
        return histogram();
    }

    /** Fast less slow average; NaN before the slow one is known. */
    public double line() {
        return fast.value() - slow.value();
    }

    /** The line's average; NaN before it is known. */
    public double signal() {
        return signal.value();
    }

    /** Line less signal; NaN before both are known. */
    public double histogram() {
        return line() - signal.value();
    }

    /** Writes the exact state. */
    public void writeTo(DataOutput out) throws IOException {
        fast.writeTo(out);
        slow.writeTo(out);
        signal.writeTo(out);
    }

    /** Takes up a written state; {@link IOException} when it is of other lengths. */
    public void readFrom(DataInput in) throws IOException {
        fast.readFrom(in);
        slow.readFrom(in);
        signal.readFrom(in);
    }
}
