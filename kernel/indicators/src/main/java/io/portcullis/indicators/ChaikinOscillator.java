package io.portcullis.indicators;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Chaikin's accumulation line (shares times where the close lies in its bar, summed up from the first bar) and its oscillator, a fast
 * average of the line less a slow one; usual are 3 and 10. In shares. Not thread-safe.
 */
public final class ChaikinOscillator {
    private final Ema fast;
    private final Ema slow;
    private double line;

    /** Averages over so many bars; the fast one must be the shorter. */
    public ChaikinOscillator(int fast, int slow) {
        if (fast >= slow) {
            throw new IllegalArgumentException(
                    "the fast average must be shorter than the slow one, got " + fast + " and " + slow);
        }
        this.fast = new Ema(fast);
        this.slow = new Ema(slow);
    }

    /** Takes a bar in and gives the oscillator; NaN until it is known. A bar with NaN or infinities is passed over. */
    public double add(double high, double low, double close, double shares) {
        double flow = MoneyFlow.multiplier(high, low, close) * shares;
        if (Double.isFinite(flow)) {
            line += flow;
            fast.add(line);
            slow.add(line);
        }
        return fast.value() - slow.value();
    }

    /** The accumulation line; 0 before the first bar. */
    public double line() {
        return line;
    }

    /** Writes the exact state. */
    public void writeTo(DataOutput out) throws IOException {
        fast.writeTo(out);
        slow.writeTo(out);
        out.writeDouble(line);
    }

    /** Takes up a written state; {@link IOException} when it is of other lengths. */
    public void readFrom(DataInput in) throws IOException {
        fast.readFrom(in);
        slow.readFrom(in);
        line = in.readDouble();
    }
}
