package io.portcullis.store.evidence;

import java.math.BigInteger;

/**
 * Divides an amount over pieces in proportion, so that the pieces add up to the amount exactly: each gets the difference of two
 * running totals, and no rounding is lost or made.
 */
final class Shares {
    private final BigInteger amount;
    private final BigInteger whole;
    private long taken;
    private long given;

    Shares(long amount, long whole) {
        this.amount = BigInteger.valueOf(amount);
        this.whole = BigInteger.valueOf(whole);
    }

    /** The share of the next piece. */
    long of(long piece) {
        taken = Math.addExact(taken, piece);
        long total = amount.multiply(BigInteger.valueOf(taken)).divide(whole).longValueExact();
        long share = total - given;
        given = total;
        return share;
    }
}
