package io.portcullis.model.gate;

/**
 * Why something was refused or noted, in numbered families: 1xxx the safety ring, 2xxx facts and the evaluation itself, 3xxx
 * policy rules, 4xxx the request, 5xxx the venue channel. Plugins use 9xxx. Codes are never renumbered.
 */
public enum ReasonCode {
    /** A kill is in force for a scope that covers the order. */
    KILLED(1001),
    /** Only orders that lower the worst-case position pass now. */
    REDUCE_ONLY(1002),
    /** Quantity above the absolute cap of etc/safety.cfg. */
    ORDER_QUANTITY_CAP(1003),
    /** Value above the absolute cap of etc/safety.cfg. */
    ORDER_NOTIONAL_CAP(1004),
    /** Gross exposure above the absolute cap of etc/safety.cfg. */
    GROSS_CAP(1005),
    /** More orders in one second than etc/safety.cfg allows. */
    ORDER_RATE(1006),
    /** The identifier was used before. */
    DUPLICATE_ORDER(1007),
    /** More exits and cancels in one second than their own budget: sending stops and shows UNRESOLVED. */
    EXIT_RATE(1008),

    /** No rule pack is active: the gate refuses everything. */
    NO_PACK(2001),
    /** The instrument is not known to the engine. */
    UNKNOWN_INSTRUMENT(2002),
    /** No reference price has been seen. */
    NO_REFERENCE(2003),
    /** The reference price is too old. */
    STALE_REFERENCE(2004),
    /** A number that the rules need is NaN or missing. */
    FACT_MISSING(2005),
    /** A limit that the pack needs is not set. */
    LIMIT_UNSET(2006),
    /** The rule count differs from the pack's manifest. */
    MANIFEST_MISMATCH(2007),
    /** The generated last rule did not fire. */
    EVALUATION_INCOMPLETE(2008),
    /** More rules fired than the bound allows. */
    FIRING_BOUND(2009),
    /** A rule threw. */
    EVALUATION_FAILED(2010),
    /** A reduced order did not pass its second judgement. */
    REDUCED_STILL_DENIED(2011),
    /** A number overflowed the fixed-point range. */
    OVERFLOW(2012),

    /** A rule of the pack denied; the rule's id says which. */
    POLICY_DENIED(3001),
    /** A rule of the pack reduced the quantity. */
    POLICY_REDUCED(3002),
    /** A rule of the pack warned; the verdict is unchanged. */
    POLICY_WARNED(3003),

    /** The account is not known. */
    UNKNOWN_ACCOUNT(4001),
    /** The same idempotency key came with another order. */
    IDEMPOTENCY_CONFLICT(4002),

    /** A kill landed after the decision: the channel held the order back. */
    CHANNEL_KILLED(5001),
    /** The venue could not be reached. */
    VENUE_DOWN(5002),
    /** The order had waited too long for the machine: it was decided on prices of then, and was held back. */
    CHANNEL_STALE(5003);

    private final int number;

    ReasonCode(int number) {
        this.number = number;
    }

    /** The stable number of the code. */
    public int number() {
        return number;
    }
}
