package io.portcullis.model.value;

/**
 * A number of shares or contracts, signed, fixed point at 1e-8.
 *
 * <p>Orders carry positive quantities and a {@code Side}; positions carry the sign. Immutable and thread-safe.
 *
 * @param raw the quantity in units of 1e-8
 */
public record Quantity(long raw) implements Comparable<Quantity> {
    /** Decimal digits behind the point. */
    public static final int DECIMALS = 8;

    /** Units per one whole share. */
    public static final long ONE = 100_000_000L;

    /** No shares. */
    public static final Quantity ZERO = new Quantity(0);

    /** The quantity nearest to a double (half-even); {@link ArithmeticException} for NaN, infinity and overflow. */
    public static Quantity of(double value) {
        return new Quantity(FixedPoint.ofDouble(value, DECIMALS, "quantity"));
    }

    /** A whole number of shares; {@link ArithmeticException} on overflow. */
    public static Quantity ofShares(long shares) {
        return new Quantity(Math.multiplyExact(shares, ONE));
    }

    /** Inverts {@link #toString()}; {@link IllegalArgumentException} when the text is no decimal of at most 8 places. */
    public static Quantity parse(String text) {
        return new Quantity(FixedPoint.parse(text, DECIMALS, "quantity"));
    }

    /** Sum; {@link ArithmeticException} on overflow. */
    public Quantity plus(Quantity other) {
        return new Quantity(Math.addExact(raw, other.raw));
    }

    /** Difference; {@link ArithmeticException} on overflow. */
    public Quantity minus(Quantity other) {
        return new Quantity(Math.subtractExact(raw, other.raw));
    }

    /** The opposite sign. */
    public Quantity negate() {
        return new Quantity(Math.negateExact(raw));
    }

    /** Without its sign. */
    public Quantity abs() {
        return raw < 0 ? negate() : this;
    }

    /** Times numerator over denominator, truncated towards zero at 1e-8: what a split does to a holding. */
    public Quantity timesRatio(long numerator, long denominator) {
        return new Quantity(FixedPoint.multiplyRatio(raw, numerator, denominator));
    }

    /** The whole shares in this quantity, truncated towards zero. */
    public Quantity wholeShares() {
        return new Quantity(raw - raw % ONE);
    }

    /** True for no shares at all. */
    public boolean isZero() {
        return raw == 0;
    }

    /** -1, 0 or 1. */
    public int signum() {
        return Long.signum(raw);
    }

    /** The value as a double, for signals, reports and rules; not for accounting. */
    public double toDouble() {
        return raw / (double) ONE;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Quantity that && raw == that.raw;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(raw);
    }

    @Override
    public int compareTo(Quantity other) {
        return Long.compare(raw, other.raw);
    }

    @Override
    public String toString() {
        return FixedPoint.format(raw, DECIMALS);
    }
}
