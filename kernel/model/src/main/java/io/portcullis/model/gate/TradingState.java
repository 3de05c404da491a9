package io.portcullis.model.gate;

/** What passes the gate in a scope; ordered from free to shut. */
public enum TradingState {
    /** What the gate allows. */
    NORMAL,
    /** Cancels, and orders that lower the worst-case absolute position. */
    REDUCE_ONLY,
    /** Cancels only. */
    KILLED
}
