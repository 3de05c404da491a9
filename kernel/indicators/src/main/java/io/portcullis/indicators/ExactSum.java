package io.portcullis.indicators;

import java.util.Arrays;

/**
 * A sum of doubles without rounding error: the double nearest to what the values come to. So it is the same bits in whichever
 * order they are added. Kept as a few doubles that do not overlap and whose exact sum it is.
 *
 * <p>Infinities and NaN are passed over, as everywhere in this package. Not thread-safe.
 *
 * <p>Source: Shewchuk, "Adaptive Precision Floating-Point Arithmetic and Fast Robust Geometric Predicates", Discrete &amp;
 * Computational Geometry 18 (1997), Grow-Expansion, figure 6.
 */
public final class ExactSum {
    /** Ascending in size, none zero. */
    private double[] parts = new double[4];

    private int count;

    /** Takes a value in. */
    public void add(double value) {
        if (!Double.isFinite(value)) {
            return;
        }
        double carry = value;
        int kept = 0;
        for (int i = 0; i < count; i++) {
            double part = parts[i];
            double sum = carry + part;
            // what the addition rounded away, whichever of the two is greater
            double shared = sum - carry;
            double lost = (carry - (sum - shared)) + (part - shared);
            if (lost != 0) {
                parts[kept++] = lost;
            }
            carry = sum;
        }
        count = kept;
        if (carry != 0) {
            append(carry);
        }
    }

    private void append(double part) {
        if (count == parts.length) {
            parts = Arrays.copyOf(parts, 2 * count);
        }
        parts[count++] = part;
    }

    /** The sum, rounded once; 0 of nothing. */
    public double value() {
        if (count == 0) {
            return 0;
        }
        int next = count - 1;
        double sum = parts[next--];
        double lost = 0;
        while (next >= 0 && lost == 0) {
            double greater = sum;
            double part = parts[next--];
            sum = greater + part;
            lost = part - (sum - greater);
        }
        return next >= 0 ? roundedToEven(sum, lost, parts[next]) : sum;
    }

    /** A sum exactly between two doubles went to the even one; what is left below decides whether it belongs to the other. */
    private static double roundedToEven(double sum, double lost, double below) {
        double twice = 2 * lost;
        double other = sum + twice;
        return Math.signum(lost) == Math.signum(below) && twice == other - sum ? other : sum;
    }
}
