package io.portcullis.agent.macro;

import io.portcullis.indicators.Normal;
import io.portcullis.model.market.MacroPrint;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** The last known short and long yield of one day, and what they say about a recession. Not thread-safe. */
final class YieldCurve {
    private static final String SERIES = "macro.treasury-curve";
    private static final String SHORT = "BC_3MONTH";
    private static final String LONG = "BC_10YEAR";

    private double shortYield = Double.NaN;
    private double longYield = Double.NaN;
    private long shortNanos = Long.MIN_VALUE;
    private long longNanos = Long.MIN_VALUE;
    private long knownNanos = Long.MIN_VALUE;

    void on(MacroPrint print) {
        // Zero stands for a maturity that was not issued on the day.
        if (!print.series().equals(SERIES) || print.value() == 0) {
            return;
        }
        if (print.field().equals(SHORT) && print.eventTimeNanos() >= shortNanos) {
            shortYield = print.value();
            shortNanos = print.eventTimeNanos();
            knownNanos = Math.max(knownNanos, print.knownTimeNanos());
        } else if (print.field().equals(LONG) && print.eventTimeNanos() >= longNanos) {
            longYield = print.value();
            longNanos = print.eventTimeNanos();
            knownNanos = Math.max(knownNanos, print.knownTimeNanos());
        }
    }

    /** Long less short, percentage points; NaN unless both are of the same day. */
    double spread() {
        return shortNanos == longNanos ? longYield - shortYield : Double.NaN;
    }

    /** Of which day the curve is, nanoseconds since the epoch. */
    long dayNanos() {
        return Math.min(shortNanos, longNanos);
    }

    long knownNanos() {
        return knownNanos;
    }

    /** Probability of a recession within four quarters. */
    static double recession(double intercept, double slope, double spread) {
        return Normal.cdf(intercept + slope * spread);
    }

    void writeTo(DataOutput out) throws IOException {
        out.writeDouble(shortYield);
        out.writeDouble(longYield);
        out.writeLong(shortNanos);
        out.writeLong(longNanos);
        out.writeLong(knownNanos);
    }

    void readFrom(DataInput in) throws IOException {
        shortYield = in.readDouble();
        longYield = in.readDouble();
        shortNanos = in.readLong();
        longNanos = in.readLong();
        knownNanos = in.readLong();
    }
}
