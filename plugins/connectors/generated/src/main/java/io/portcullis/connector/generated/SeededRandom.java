package io.portcullis.connector.generated;

/**
 * Random numbers that are the same on every JDK: xoshiro256++, seeded through SplitMix64, normal by the polar method with
 * {@link StrictMath}. Each purpose has a stream of its own, so that one more instrument leaves the others' paths alone. Not
 * thread-safe.
 */
final class SeededRandom {
    private static final long GOLDEN_GAMMA = 0x9E37_79B9_7F4A_7C15L;
    private static final double UNIT = 0x1.0p-53;
    private static final int T_DEGREES = 5;

    private long s0;
    private long s1;
    private long s2;
    private long s3;
    private double spare;
    private boolean hasSpare;

    SeededRandom(long seed, long stream) {
        long state = mix(seed) ^ mix(stream * GOLDEN_GAMMA + 1);
        s0 = mix(state += GOLDEN_GAMMA);
        s1 = mix(state += GOLDEN_GAMMA);
        s2 = mix(state += GOLDEN_GAMMA);
        s3 = mix(state + GOLDEN_GAMMA);
    }

    /** From a state as it is, for comparison with published sequences. */
    SeededRandom(long s0, long s1, long s2, long s3) {
        this.s0 = s0;
        this.s1 = s1;
        this.s2 = s2;
        this.s3 = s3;
    }

    private static long mix(long value) {
        long z = (value ^ (value >>> 30)) * 0xBF58_476D_1CE4_E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D0_49BB_1331_11EBL;
        return z ^ (z >>> 31);
    }

    long nextLong() {
        long result = Long.rotateLeft(s0 + s3, 23) + s0;
        long shifted = s1 << 17;
        s2 ^= s0;
        s3 ^= s1;
        s1 ^= s2;
        s0 ^= s3;
        s2 ^= shifted;
        s3 = Long.rotateLeft(s3, 45);
        return result;
    }

    /** Uniform in (0, 1]: never zero, so that its logarithm exists. */
    double uniform() {
        return ((nextLong() >>> 11) + 1) * UNIT;
    }

    /** Uniform in 0 to bound - 1; the bias of so small a bound lies below 1e-15. */
    int below(int bound) {
        return (int) StrictMath.min(bound - 1, (uniform() - UNIT) * bound);
    }

    /** Normal with mean 0 and variance 1. */
    double normal() {
        if (hasSpare) {
            hasSpare = false;
            return spare;
        }
        while (true) {
            double x = 2 * uniform() - 1;
            double y = 2 * uniform() - 1;
            double square = x * x + y * y;
            if (square < 1 && square > 0) {
                double factor = StrictMath.sqrt(-2 * StrictMath.log(square) / square);
                spare = y * factor;
                hasSpare = true;
                return x * factor;
            }
        }
    }

    /** Student's t with five degrees of freedom, scaled to variance 1: fat tails, as returns have them. */
    double fatTailed() {
        double chiSquare = 0;
        for (int i = 0; i < T_DEGREES; i++) {
            double z = normal();
            chiSquare += z * z;
        }
        return normal() * StrictMath.sqrt((T_DEGREES - 2) / chiSquare);
    }
}
