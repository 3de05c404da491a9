package io.portcullis.connector.datasets;

import java.math.BigInteger;

/**
 * New shares per old ones as a ratio of whole numbers.
 *
 * <p>Vendors write ratios as decimals that miss (7.000007 for 7:1). The nearest p/q with q up to 20 is meant when it lies
 * within 1e-5; what lies further off is a real oddity of a spin-off and stays the exact decimal.
 */
record SplitRatio(long numerator, long denominator) {
    private static final long ONE = 100_000_000L;
    private static final long TOLERANCE = ONE / 100_000;
    private static final int DENOMINATOR_MAX = 20;
    private static final long RATIO_MAX = 1_000_000L * ONE;

    /** The ratio that a decimal at 1e-8 stands for. */
    static SplitRatio of(long raw) throws BadRowException {
        if (raw <= 0 || raw > RATIO_MAX) {
            throw new BadRowException("bad split: must be above 0 and at most 1000000 new shares per old one");
        }
        SplitRatio best = null;
        long bestMiss = Long.MAX_VALUE;
        for (long q = 1; q <= DENOMINATOR_MAX; q++) {
            long p = Math.floorDiv(raw * q + ONE / 2, ONE);
            long miss = Math.abs(raw * q - p * ONE);
            // miss / q against bestMiss / best.q, both in 1e-8 of a ratio, without a division
            boolean nearer = best == null || miss * best.denominator < bestMiss * q;
            if (p > 0 && miss <= TOLERANCE * q && nearer) {
                best = new SplitRatio(p, q);
                bestMiss = miss;
            }
        }
        return best != null ? best : reduced(raw, ONE);
    }

    private static SplitRatio reduced(long p, long q) {
        long divisor = BigInteger.valueOf(p).gcd(BigInteger.valueOf(q)).longValueExact();
        return new SplitRatio(p / divisor, q / divisor);
    }
}
