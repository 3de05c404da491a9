package io.portcullis.model.order;

/** FIX TimeInForce, tag 59. */
public enum TimeInForce {
    /** Good for the trading day. */
    DAY,
    /** What cannot be filled at once is cancelled. */
    IMMEDIATE_OR_CANCEL,
    /** Takes part in the next opening only; the rest is cancelled. */
    AT_THE_OPENING
}
