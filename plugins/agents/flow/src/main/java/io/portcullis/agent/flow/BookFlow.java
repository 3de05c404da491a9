package io.portcullis.agent.flow;

import io.portcullis.indicators.Ewma;
import io.portcullis.indicators.RollingSum;
import io.portcullis.model.market.Quote;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** The flow at the top of one book, O(1) a quote. Not thread-safe. */
final class BookFlow {
    static final int INTERVALS_MIN = 30;
    private static final int SUMMED = 6;
    private static final double HALF_LIFE_INTERVALS = 60;
    private static final double SECONDS_PER_SESSION = 23_400;

    private final long intervalNanos;
    private final RollingSum recent = new RollingSum(SUMMED);
    private final Ewma flowSquares = Ewma.ofHalfLife(HALF_LIFE_INTERVALS);
    private final Ewma moveSquares = Ewma.ofHalfLife(HALF_LIFE_INTERVALS);
    private TopOfBook top;
    private long quoteNanos = Long.MIN_VALUE;
    private long intervalEnd = Long.MIN_VALUE;
    private double flow;
    private double middleBefore = Double.NaN;
    private long intervals;

    BookFlow(long intervalNanos) {
        this.intervalNanos = intervalNanos;
    }

    /** Takes in a quote; one with one side only ends what was known of the other. */
    void on(Quote quote) {
        endIntervalsBefore(quote.knownTimeNanos());
        TopOfBook next = TopOfBook.of(quote);
        if (top != null && top.hasBothSides() && next.hasBothSides()) {
            flow += next.flowSince(top);
        }
        top = next;
        quoteNanos = quote.knownTimeNanos();
    }

    /** An interval ends with the first quote behind it; those without a quote add nothing, not even to the past. */
    private void endIntervalsBefore(long nanos) {
        if (nanos < intervalEnd) {
            return;
        }
        if (intervalEnd != Long.MIN_VALUE && top != null && top.hasBothSides()) {
            recent.add(flow);
            flowSquares.add(flow * flow);
            if (!Double.isNaN(middleBefore)) {
                double move = top.middle() / middleBefore - 1;
                moveSquares.add(move * move);
            }
            middleBefore = top.middle();
            intervals++;
        }
        flow = 0;
        intervalEnd = nanos - Math.floorMod(nanos, intervalNanos) + intervalNanos;
    }

    /** Why there is nothing to say at a time; null when there is. */
    String objection(long nanos, long ageMaxNanos) {
        if (top == null || nanos - quoteNanos > ageMaxNanos) {
            return "no quote of late";
        }
        if (!top.hasBothSides()) {
            return "one side of the book is empty";
        }
        return intervals < INTERVALS_MIN || !(flowSquares.mean() > 0) ? "too little flow seen" : null;
    }

    /** Sum of the last six intervals, in deviations of their own past. */
    double flow() {
        return recent.value() / StrictMath.sqrt(SUMMED * flowSquares.mean());
    }

    double lean() {
        return top.lean();
    }

    /** Standard deviation of a day as far as quotes tell, a fraction; NaN when they do not. */
    double dailyVolatility() {
        double perSecond = moveSquares.mean() / (intervalNanos / 1e9);
        return perSecond > 0 ? StrictMath.sqrt(perSecond * SECONDS_PER_SESSION) : Double.NaN;
    }

    long quoteNanos() {
        return quoteNanos;
    }

    void writeTo(DataOutput out) throws IOException {
        recent.writeTo(out);
        flowSquares.writeTo(out);
        moveSquares.writeTo(out);
        out.writeLong(quoteNanos);
        out.writeLong(intervalEnd);
        out.writeDouble(flow);
        out.writeDouble(middleBefore);
        out.writeLong(intervals);
        out.writeBoolean(top != null);
        if (top != null) {
            top.writeTo(out);
        }
    }

    void readFrom(DataInput in) throws IOException {
        recent.readFrom(in);
        flowSquares.readFrom(in);
        moveSquares.readFrom(in);
        quoteNanos = in.readLong();
        intervalEnd = in.readLong();
        flow = in.readDouble();
        middleBefore = in.readDouble();
        intervals = in.readLong();
        top = in.readBoolean() ? TopOfBook.readFrom(in) : null;
    }
}
