package io.portcullis.model.order;

/** FIX OrdType, tag 40. */
public enum OrderType {
    /** At the market; valued by the gate at the collar's far side. */
    MARKET,
    /** At the limit price or better. */
    LIMIT
}
