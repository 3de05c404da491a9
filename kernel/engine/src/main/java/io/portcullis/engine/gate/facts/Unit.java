package io.portcullis.engine.gate.facts;

import java.util.Locale;

/** What the numbers of a fact count. Two numbers of different units cannot be compared, added or limited by each other. */
public enum Unit {
    /** Texts and flags count nothing. */
    NONE,
    /** Account currency. */
    MONEY,
    /** Account currency for one share. */
    PRICE,
    /** Shares. */
    SHARES,
    /** A part of one: 0.05 is five per cent. */
    FRACTION,
    /** Per cent: 5 is five per cent. */
    PERCENT,
    /** Basis points: 500 is five per cent. */
    BPS,
    /** Seconds. */
    SECONDS,
    /** How many. */
    COUNT;

    /** The unit's name in messages and tables. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
