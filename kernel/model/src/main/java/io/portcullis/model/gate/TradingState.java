package io.portcullis.model.gate;

/** What passes the gate in a scope; ordered from free to shut. */
public enum TradingState {
    /** What the gate allows. */
    NORMAL,
    /** Cancels, and orders that lower the worst-case absolute position. */
    REDUCE_ONLY,
    /** Cancels only; and the exits of a flatten, which two people asked for by name. */
    KILLED;

    /** This one or the other, whichever lets less pass. */
    public TradingState stricter(TradingState other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
