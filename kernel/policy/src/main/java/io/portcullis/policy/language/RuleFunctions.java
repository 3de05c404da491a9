package io.portcullis.policy.language;

/**
 * What compiled conditions call. Public because generated code does. A result that is not a finite number throws,
 * and a throw refuses the order: no comparison with NaN can open the gate.
 */
public final class RuleFunctions {
    private RuleFunctions() {}

    /** The same number, never negative zero; throws when it is NaN or infinite. */
    public static double finite(double value) {
        if (!Double.isFinite(value)) {
            throw new ArithmeticException("a rule computed " + value);
        }
        return value + 0.0;
    }

    /** A quotient; throws on division by zero. */
    public static double divide(double dividend, double divisor) {
        if (divisor == 0) {
            throw new ArithmeticException("a rule divided " + dividend + " by zero");
        }
        return dividend / divisor;
    }

    /** The absolute value. */
    public static double abs(double value) {
        return Math.abs(value);
    }

    /** The smaller one. */
    public static double min(double left, double right) {
        return Math.min(left, right);
    }

    /** The larger one. */
    public static double max(double left, double right) {
        return Math.max(left, right);
    }
}
