package io.portcullis.engine.gate;

import io.portcullis.engine.state.StateReader;
import io.portcullis.engine.state.StateWriter;

/** What happened in this second and today, by engine time. Engine thread only. */
public final class ActivityCounters {
    private static final long SECOND_NANOS = 1_000_000_000L;

    private long second = Long.MIN_VALUE;
    private long ordersThisSecond;
    private long exitsThisSecond;
    private long ordersToday;
    private long deniedToday;
    private long fillsToday;

    /** An order is about to be judged. */
    public void order(long nowNanos, boolean reducing) {
        turnTo(nowNanos);
        if (reducing) {
            exitsThisSecond++;
        } else {
            ordersThisSecond++;
        }
        ordersToday++;
    }

    /**
     * A cancel would go out; it counts against the exits' budget.
     *
     * @return false when nothing is left of the budget in this second
     */
    public boolean cancel(long nowNanos, double exitsPerSecondMax) {
        turnTo(nowNanos);
        if (exitsThisSecond >= exitsPerSecondMax) {
            return false;
        }
        exitsThisSecond++;
        return true;
    }

    /** An order was denied. */
    public void denied() {
        deniedToday++;
    }

    /** An execution counted. */
    public void filled() {
        fillsToday++;
    }

    /** Orders judged in this second that are no exits. */
    public long ordersThisSecond() {
        return ordersThisSecond;
    }

    /** Exits and cancels in this second. */
    public long exitsThisSecond() {
        return exitsThisSecond;
    }

    /** Orders judged, exits and cancels in this second. */
    public long messagesThisSecond() {
        return ordersThisSecond + exitsThisSecond;
    }

    /** Orders judged since the last day roll for each fill since; all of them while there is no fill. */
    public double ordersPerFill() {
        return (double) ordersToday / Math.max(1, fillsToday);
    }

    /** Orders judged since the last day roll. */
    public long ordersToday() {
        return ordersToday;
    }

    /** Orders denied since the last day roll. */
    public long deniedToday() {
        return deniedToday;
    }

    /** Executions since the last day roll. */
    public long fillsToday() {
        return fillsToday;
    }

    /** The trading date ended. */
    public void rollDay() {
        ordersToday = 0;
        deniedToday = 0;
        fillsToday = 0;
    }

    private void turnTo(long nowNanos) {
        long now = Math.floorDiv(nowNanos, SECOND_NANOS);
        if (now != second) {
            second = now;
            ordersThisSecond = 0;
            exitsThisSecond = 0;
        }
    }

    /** Writes everything. */
    public void write(StateWriter out) {
        out.putLong(second);
        out.putLong(ordersThisSecond);
        out.putLong(exitsThisSecond);
        out.putLong(ordersToday);
        out.putLong(deniedToday);
        out.putLong(fillsToday);
    }

    /** Reads what {@link #write} wrote. */
    public static ActivityCounters read(StateReader in) {
        ActivityCounters counters = new ActivityCounters();
        counters.second = in.getLong();
        counters.ordersThisSecond = in.getLong();
        counters.exitsThisSecond = in.getLong();
        counters.ordersToday = in.getLong();
        counters.deniedToday = in.getLong();
        counters.fillsToday = in.getLong();
        return counters;
    }
}
