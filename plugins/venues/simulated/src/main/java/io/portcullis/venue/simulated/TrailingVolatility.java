package io.portcullis.venue.simulated;

import io.portcullis.model.value.Price;
import java.time.LocalDate;

/**
 * Sample standard deviation of an instrument's last daily log returns, from raw closes and splits.
 *
 * <p>The venue keeps its own because it must not know what the kernel computes. Not thread-safe.
 */
final class TrailingVolatility {
    /** Below this many returns the figure says more about luck than about the instrument. */
    private static final int RETURNS_MIN = 5;

    private final double[] returns;
    private final double fallback;
    private int count;
    private double lastClose;
    private LocalDate lastSession = LocalDate.MIN;

    TrailingVolatility(int days, double fallback) {
        this.returns = new double[days];
        this.fallback = fallback;
    }

    /** Takes a session's close; a session that is not after the last one is the same bar again and changes nothing. */
    void close(LocalDate session, Price close) {
        if (!session.isAfter(lastSession)) {
            return;
        }
        if (lastClose > 0) {
            returns[count % returns.length] = StrictMath.log(close.toDouble() / lastClose);
            count++;
        }
        lastClose = close.toDouble();
        lastSession = session;
    }

    /** Puts the last close on the terms of a split. */
    void split(long numerator, long denominator) {
        lastClose = lastClose * denominator / numerator;
    }

    /** The volatility as a fraction a day. */
    double daily() {
        int n = Math.min(count, returns.length);
        if (n < Math.min(RETURNS_MIN, returns.length)) {
            return fallback;
        }
        double sum = 0;
        for (int i = 0; i < n; i++) {
            sum += returns[i];
        }
        double mean = sum / n;
        double squares = 0;
        for (int i = 0; i < n; i++) {
            squares += (returns[i] - mean) * (returns[i] - mean);
        }
        return StrictMath.sqrt(squares / (n - 1));
    }
}
