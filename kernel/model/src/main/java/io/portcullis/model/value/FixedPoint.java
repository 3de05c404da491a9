package io.portcullis.model.value;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/**
 * The arithmetic behind {@link Price}, {@link Quantity} and {@link Money}: scaled longs, products through 128 bits, rounded
 * half-even, and an {@link ArithmeticException} instead of a wrapped result.
 */
final class FixedPoint {
    private static final long MASK_32 = 0xFFFF_FFFFL;
    private static final long[] POWER_OF_FIVE = powersOfFive();

    private FixedPoint() {}

    private static long[] powersOfFive() {
        long[] powers = new long[14];
        powers[0] = 1;
        for (int i = 1; i < powers.length; i++) {
            powers[i] = powers[i - 1] * 5;
        }
        return powers;
    }

    /**
     * {@code a * b / 10^decimals}, half-even, without allocation.
     *
     * <p>10^n is 2^n times 5^n, and 5^n stays below 2^31 for n up to 13: the 128-bit product is shifted by n and then divided
     * limb by limb, which needs no arbitrary precision.
     */
    static long multiplyScaled(long a, long b, int decimals) {
        boolean negative = (a < 0) != (b < 0);
        long high = Math.multiplyHigh(a, b);
        long low = a * b;
        if (high < 0) {
            low = -low;
            high = ~high + (low == 0 ? 1 : 0);
        }
        long droppedBits = low & ((1L << decimals) - 1);
        long shiftedLow = (low >>> decimals) | (high << (64 - decimals));
        long shiftedHigh = high >>> decimals;
        long divisor = POWER_OF_FIVE[decimals];

        long remainder = shiftedHigh % divisor;
        if (shiftedHigh / divisor != 0) {
            throw overflow(a, b);
        }
        long upper = (remainder << 32) | (shiftedLow >>> 32);
        long upperQuotient = upper / divisor;
        long lower = ((upper % divisor) << 32) | (shiftedLow & MASK_32);
        long lowerQuotient = lower / divisor;
        if (upperQuotient >>> 31 != 0) {
            throw overflow(a, b);
        }
        long quotient = (upperQuotient << 32) + lowerQuotient;
        long rest = ((lower % divisor) << decimals) | droppedBits;
        long half = (divisor << decimals) >>> 1;
        if (rest > half || (rest == half && (quotient & 1) == 1)) {
            quotient = Math.addExact(quotient, 1);
        }
        return negative ? -quotient : quotient;
    }

    /** {@code a * 10^decimals / b}, half-even; used off the hot path, so arbitrary precision is fine. */
    static long divideScaled(long a, long b, int decimals) {
        if (b == 0) {
            throw new ArithmeticException("division of " + a + " by zero");
        }
        BigDecimal quotient =
                new BigDecimal(a).scaleByPowerOfTen(decimals).divide(new BigDecimal(b), 0, RoundingMode.HALF_EVEN);
        return exact(quotient.toBigInteger());
    }

    /** {@code a * numerator / denominator}, truncated towards zero. */
    static long multiplyRatio(long a, long numerator, long denominator) {
        long low = a * numerator;
        if (Math.multiplyHigh(a, numerator) == low >> 63) {
            return low / denominator; // the product fits into a long
        }
        return exact(
                BigInteger.valueOf(a).multiply(BigInteger.valueOf(numerator)).divide(BigInteger.valueOf(denominator)));
    }

    static long ofDouble(double value, int decimals, String what) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            throw new ArithmeticException(what + " must be a finite number, got " + value);
        }
        return exact(new BigDecimal(value)
                .scaleByPowerOfTen(decimals)
                .setScale(0, RoundingMode.HALF_EVEN)
                .toBigInteger());
    }

    /** Reads a plain or scientific decimal; more digits than the scale holds is an error, never a silent rounding. */
    static long parse(String text, int decimals, String what) {
        try {
            return new BigDecimal(text).scaleByPowerOfTen(decimals).longValueExact();
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(what + " must be a decimal number, got '" + text + "'", e);
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException(
                    what + " must fit in 64 bits with at most " + decimals + " decimals, got '" + text + "'", e);
        }
    }

    static String format(long raw, int decimals) {
        BigDecimal value = BigDecimal.valueOf(raw, decimals).stripTrailingZeros();
        return value.scale() < 0 ? value.setScale(0).toPlainString() : value.toPlainString();
    }

    private static long exact(BigInteger value) {
        if (value.bitLength() > 63) {
            throw new ArithmeticException("fixed-point overflow: " + value + " needs more than 64 bits");
        }
        return value.longValue();
    }

    private static ArithmeticException overflow(long a, long b) {
        return new ArithmeticException("fixed-point overflow: " + a + " * " + b + " needs more than 64 bits");
    }
}
