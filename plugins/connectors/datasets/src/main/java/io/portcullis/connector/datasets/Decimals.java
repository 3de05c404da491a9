package io.portcullis.connector.datasets;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Reads numbers of a file as fixed point at 1e-8. */
final class Decimals {
    private static final int SCALE = 8;
    private static final int LENGTH_MAX = 40;
    private static final int EXPONENT_MAX = 30;

    private Decimals() {}

    /** The number in a cell; more than eight decimals, which vendors' binary prices have, are rounded half-even. */
    static long parse(String name, String text) throws BadRowException {
        if (text.isEmpty()) {
            throw new BadRowException("missing value: " + name + " is empty");
        }
        BigDecimal value = decimal(name, text);
        if (Math.abs((long) value.precision() - value.scale()) > EXPONENT_MAX || Math.abs(value.scale()) > LENGTH_MAX) {
            throw new BadRowException("number out of range: " + name + " is " + text);
        }
        try {
            return value.movePointRight(SCALE)
                    .setScale(0, RoundingMode.HALF_EVEN)
                    .longValueExact();
        } catch (ArithmeticException e) {
            throw new BadRowException("number out of range: " + name + " is " + text);
        }
    }

    /** A price: above zero. */
    static long price(String name, String text) throws BadRowException {
        long raw = parse(name, text);
        if (raw < 0) {
            throw new BadRowException("negative price: " + name + " is " + text);
        }
        if (raw == 0) {
            throw new BadRowException("zero price: " + name + " is " + text);
        }
        return raw;
    }

    /** Something that may be zero but not less. */
    static long notNegative(String name, String text) throws BadRowException {
        long raw = parse(name, text);
        if (raw < 0) {
            throw new BadRowException("negative value: " + name + " is " + text);
        }
        return raw;
    }

    private static BigDecimal decimal(String name, String text) throws BadRowException {
        if (text.length() > LENGTH_MAX) {
            throw new BadRowException("not a number: " + name + " has " + text.length() + " characters");
        }
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException e) {
            throw new BadRowException("not a number: " + name + " is '" + text + "'");
        }
    }
}
