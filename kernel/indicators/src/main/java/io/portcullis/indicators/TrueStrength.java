package io.portcullis.indicators;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Blau's true strength index, -100 to 100: changes smoothed twice over their sizes smoothed twice, and its signal; usual are 25, 13, 7.
 * Not thread-safe.
 */
public final class TrueStrength {
    private final Ema changes;
    private final Ema changesAgain;
    private final Ema sizes;
    private final Ema sizesAgain;
    private final Ema signal;
    private double previous = Double.NaN;

    /** Smoothed over so many values, then over so many; the signal over so many. */
    public TrueStrength(int first, int second, int signals) {
        changes = new Ema(first);
        changesAgain = new Ema(second);
        sizes = new Ema(first);
        sizesAgain = new Ema(second);
        signal = new Ema(signals);
    }

    /** Takes a close in and gives the index; NaN until it is known. NaN and infinities are passed over. */
    public double add(double close) {
        if (Double.isFinite(close)) {
            if (!Double.isNaN(previous)) {
                changesAgain.add(changes.add(close - previous));
                sizesAgain.add(sizes.add(Math.abs(close - previous)));
                signal.add(value());
            }
            previous = close;
        }
        return value();
    }

    /** The index; NaN until it is known, 0 when nothing moved. */
    public double value() {
        return sizesAgain.value() == 0 ? 0 : 100 * changesAgain.value() / sizesAgain.value();
    }

    /** Its average; NaN until it is known. */
    public double signal() {
        return signal.value();
    }

    /** Writes the exact state. */
    public void writeTo(DataOutput out) throws IOException {
        changes.writeTo(out);
        changesAgain.writeTo(out);
        sizes.writeTo(out);
        sizesAgain.writeTo(out);
        signal.writeTo(out);
        out.writeDouble(previous);
    }

    /** Takes up a written state; {@link IOException} when it is of other lengths. */
    public void readFrom(DataInput in) throws IOException {
        changes.readFrom(in);
        changesAgain.readFrom(in);
        sizes.readFrom(in);
        sizesAgain.readFrom(in);
        signal.readFrom(in);
        previous = in.readDouble();
    }
}
