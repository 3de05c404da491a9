package io.portcullis.indicators;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Martin's ulcer index: root mean square of the per cent that closes were below the highest close before them, both within the last n;
 * the usual n is 14. Not thread-safe.
 */
public final class UlcerIndex {
    private final RingWindow window;

    /** Over n closes, at least one. */
    public UlcerIndex(int n) {
        window = new RingWindow(n);
    }

    /** Takes a close in and gives the index; NaN before the n-th close. NaN and infinities are passed over. */
    public double add(double close) {
        if (Double.isFinite(close)) {
            window.add(close);
        }
        return value();
    }

    /** The index; NaN before the n-th close. */
    public double value() {
        if (!window.isFull()) {
            return Double.NaN;
        }
        double highest = Double.NEGATIVE_INFINITY;
        double squares = 0;
        for (int age = window.capacity() - 1; age >= 0; age--) {
            highest = Math.max(highest, window.ago(age));
            double below = 100 * (window.ago(age) / highest - 1);
            squares += below * below;
        }
        return StrictMath.sqrt(squares / window.capacity());
    }

    /** Writes the exact state. */
    public void writeTo(DataOutput out) throws IOException {
        window.writeTo(out);
    }

    /** Takes up a written state; {@link IOException} when it is of other lengths. */
    public void readFrom(DataInput in) throws IOException {
        window.readFrom(in);
    }
}
