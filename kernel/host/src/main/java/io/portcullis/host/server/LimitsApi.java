package io.portcullis.host.server;

/** Limits, what is used of them, and lowering one in a hurry. */
public interface LimitsApi {
    /** Every limit with what is used of it. */
    LimitsView limits();

    /**
     * Lowers a limit for a while, over whatever pack judges.
     *
     * @param by one person is enough: it can only tighten
     * @return the limits afterwards; refused as INVALID when the value would not lower it, as CONFLICT when lowering it would let
     *     something pass that does not now
     */
    LimitsView tighten(Tightening tightening, String by);
}
