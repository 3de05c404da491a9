package io.portcullis.indicators;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Wilder's smoothing: the mean of the first n values, then (n-1)/n of it plus the newest. Not thread-safe. */
final class WilderMean {
    private final int n;
    private int count;
    private double sum;
    private double mean = Double.NaN;

    WilderMean(int n) {
        if (n < 1) {
            throw new IllegalArgumentException("a mean needs at least one value, got n " + n);
        }
        this.n = n;
    }

    /** Takes a finite value in. */
    void add(double value) {
        if (count < n) {
            count++;
            sum += value;
            mean = count == n ? sum / n : Double.NaN;
        } else {
            mean = ((n - 1) * mean + value) / n;
        }
    }

    /** NaN before the n-th value. */
    double value() {
        return mean;
    }

    void writeTo(DataOutput out) throws IOException {
        out.writeInt(count);
        out.writeDouble(sum);
        out.writeDouble(mean);
    }

    void readFrom(DataInput in) throws IOException {
        count = readCount(in, n);
        sum = in.readDouble();
        mean = in.readDouble();
    }

    /** How many values a written state had seen; {@link IOException} when that makes no sense for a mean of n. */
    static int readCount(DataInput in, int n) throws IOException {
        int count = in.readInt();
        if (count < 0 || count > n) {
            throw new IOException("no state of a mean of " + n + " values: it counts " + count);
        }
        return count;
    }
}
