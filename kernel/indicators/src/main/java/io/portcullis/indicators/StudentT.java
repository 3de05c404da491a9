package io.portcullis.indicators;

/** Student's t distribution: that of a mean in errors which were themselves estimated from few values. */
public final class StudentT {
    private StudentT() {}

    /**
     * Probability of a t above a value.
     *
     * @param t any number; NaN gives NaN
     * @param freedom degrees of freedom, 1 or more
     */
    public static double upperTail(double t, int freedom) {
        // The square of t is an F with one degree of freedom above.
        double twoSided = Double.isNaN(t) ? Double.NaN : FDistribution.upperTail(t * t, 1, freedom);
        return t < 0 ? 1 - twoSided / 2 : twoSided / 2;
    }
}
