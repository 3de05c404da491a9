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

    /** LIVE, DEMO or BACKTEST. */
    public String getKind() {
        return kind;
    }

    /** Sets kind; see the getter. */
    public void setKind(String value) {
        kind = value;
    }

    /** NORMAL, REDUCE_ONLY or KILLED: the global trading state. */
    public String getState() {
        return state;
    }

    /** Sets state; see the getter. */
    public void setState(String value) {
        state = value;
    }

    /** True between open and close. */
    public boolean isOpen() {
        return open;
    }

    /** Sets open; see the getter. */
    public void setOpen(boolean value) {
        open = value;
    }

    /** Trading days since the log began, from 0. */
    public double getDay() {
        return day;
    }

    /** Sets day; see the getter. */
    public void setDay(double value) {
        day = value;
    }
}
