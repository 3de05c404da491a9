package io.portcullis.model.market;

/** How long a bar is. */
public enum BarPeriod {
    /** One second. */
    SECOND,
    /** One minute. */
    MINUTE,
    /** One trading day. */
    DAY
}
