package io.portcullis.model.value;

import java.util.Objects;

/**
 * An amount of money, signed, fixed point at 1e-6, with its currency.
 *
 * <p>Amounts of different currencies never mix: adding them is a programmer's error and throws. Immutable and thread-safe.
 *
 * @param raw the amount in units of 1e-6
 * @param currency its currency, never null
 */
public record Money(long raw, CurrencyCode currency) {
    /** Decimal digits behind the point. */
    public static final int DECIMALS = 6;

    /** Units per one whole currency unit. */
    public static final long ONE = 1_000_000L;

    /** Refuses a null currency. */
    public Money {
        Objects.requireNonNull(currency, "currency");
    }

    /** Nothing, in a currency. */
    public static Money zero(CurrencyCode currency) {
        return new Money(0, currency);
    }

    /** The amount nearest to a double (half-even); {@link ArithmeticException} for NaN, infinity and overflow. */
    public static Money of(double value, CurrencyCode currency) {
        return new Money(FixedPoint.ofDouble(value, DECIMALS, "money"), currency);
    }

    /** Inverts {@link #toString()}: an amount, one space, a currency code, as in {@code 12.5 USD}. */
    public static Money parse(String text) {
        int space = text.indexOf(' ');
        if (space < 0) {
            throw new IllegalArgumentException("money must read 'AMOUNT CURRENCY', got '" + text + "'");
        }
        return new Money(
                FixedPoint.parse(text.substring(0, space), DECIMALS, "money"),
                CurrencyCode.of(text.substring(space + 1)));
    }

    /** Sum in the same currency; {@link ArithmeticException} on overflow, {@link IllegalArgumentException} on two currencies. */
    public Money plus(Money other) {
        return new Money(Math.addExact(raw, sameCurrency(other)), currency);
    }

    /** Difference in the same currency; errors as in {@link #plus}. */
    public Money minus(Money other) {
        return new Money(Math.subtractExact(raw, sameCurrency(other)), currency);
    }

    /** The opposite sign. */
    public Money negate() {
        return new Money(Math.negateExact(raw), currency);
    }

    /**
     * A part of a raw amount: amount times part over whole, truncated towards zero. What {@code part} shares cost of an amount that
     * {@code whole} shares cost.
     */
    public static long partRaw(long raw, long part, long whole) {
        return FixedPoint.multiplyRatio(raw, part, whole);
    }

    /** -1, 0 or 1. */
    public int signum() {
        return Long.signum(raw);
    }

    /** The value as a double, for signals, reports and rules; not for accounting. */
    public double toDouble() {
        return raw / (double) ONE;
    }

    private long sameCurrency(Money other) {
        if (!currency.equals(other.currency)) {
            throw new IllegalArgumentException("cannot combine " + currency + " with " + other.currency);
        }
        return other.raw;
    }

    @Override
    public String toString() {
        return FixedPoint.format(raw, DECIMALS) + " " + currency;
    }
}
