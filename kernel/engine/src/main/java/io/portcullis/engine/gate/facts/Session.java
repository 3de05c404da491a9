package io.portcullis.engine.gate.facts;

/**
 * The session.
 *
 * <p>A reused flyweight: not thread-safe, filled anew for each evaluation, part of the documented rule API since 0.1.
 */
public final class Session {
    private String kind = "";
    private String state = "";
    private boolean open;
    private double day;
    private long epochDay;

    @Meaning(
            value = "LIVE, DEMO or BACKTEST.",
            oneOf = {"LIVE", "DEMO", "BACKTEST"})
    public String getKind() {
        return kind;
    }

    /** Sets kind; see the getter. */
    public void setKind(String value) {
        kind = value;
    }

    @Meaning(
            value = "NORMAL, REDUCE_ONLY or KILLED: the global trading state.",
            oneOf = {"NORMAL", "REDUCE_ONLY", "KILLED"})
    public String getState() {
        return state;
    }

    /** Sets state; see the getter. */
    public void setState(String value) {
        state = value;
    }

    @Meaning("True between open and close.")
    public boolean isOpen() {
        return open;
    }

    /** Sets open; see the getter. */
    public void setOpen(boolean value) {
        open = value;
    }

    @Meaning(value = "Trading days since the log began, from 0.", unit = Unit.COUNT, min = 0)
    public double getDay() {
        return day;
    }

    /** Sets day; see the getter. */
    public void setDay(double value) {
        day = value;
    }

    /** The day of engine time, UTC, counted from 1970-01-01: it says which rows of limits.csv are in force. No field of rules. */
    public long getEpochDay() {
        return epochDay;
    }

    /** Sets epochDay; see the getter. */
    public void setEpochDay(long value) {
        epochDay = value;
    }
}
