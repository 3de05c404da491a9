package io.portcullis.model.gate;

/** What the gate says to an order (step 6). */
public enum Verdict {
    /** The order may go out as it is. Never said by a rule: the host gives it when nothing objected and nothing was missing. */
    ALLOW,
    /** A smaller quantity may go out. */
    REDUCE,
    /** The order may not go out. */
    DENY
}
