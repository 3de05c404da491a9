package io.portcullis.model.value;

/**
 * A price per share or contract in the instrument's currency, fixed point at 1e-8.
 *
 * <p>Never negative; zero is allowed only where a document says so. Immutable and thread-safe.
 *
 * @param raw the price in units of 1e-8
 */
public record Price(long raw) implements Comparable<Price> {
    /** Decimal digits behind the point. */
    public static final int DECIMALS = 8;

    /** Units per one whole currency unit. */
    public static final long ONE = 100_000_000L;

    /** Refuses negative prices with an {@link IllegalArgumentException}. */
    public Price {
        if (raw < 0) {
            throw new IllegalArgumentException("price must not be negative, got " + FixedPoint.format(raw, DECIMALS));
        }
    }

    /** The price nearest to a double (half-even); {@link ArithmeticException} for NaN, infinity and overflow. */
    public static Price of(double value) {
        return new Price(FixedPoint.ofDouble(value, DECIMALS, "price"));
    }

    /** Inverts {@link #toString()}; {@link IllegalArgumentException} when the text is no decimal of at most 8 places. */
    public static Price parse(String text) {
        return new Price(FixedPoint.parse(text, DECIMALS, "price"));
    }

    /** This price times a quantity, as money in the given currency, rounded half-even to 1e-6. */
    public Money times(Quantity quantity, CurrencyCode currency) {
        return new Money(notionalRaw(raw, quantity.raw()), currency);
    }

    /**
     * The notional of raw values without allocation: price (1e-8) times quantity (1e-8) as money (1e-6).
     *
     * @throws ArithmeticException when the result needs more than 64 bits
     */
    public static long notionalRaw(long priceRaw, long quantityRaw) {
        return FixedPoint.multiplyScaled(priceRaw, quantityRaw, DECIMALS + Quantity.DECIMALS - Money.DECIMALS);
    }

    /** The value as a double, for signals, reports and rules; not for accounting. */
    public double toDouble() {
        return raw / (double) ONE;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Price that && raw == that.raw;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(raw);
    }

    @Override
    public int compareTo(Price other) {
        return Long.compare(raw, other.raw);
    }

    @Override
    public String toString() {
        return FixedPoint.format(raw, DECIMALS);
    }
}
