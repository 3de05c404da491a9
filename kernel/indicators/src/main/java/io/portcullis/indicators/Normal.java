package io.portcullis.indicators;

/** The standard normal distribution. */
public final class Normal {
    private static final double SQRT_TWO_PI = 2.506628274631000502;

    // Wichura (1988), Applied Statistics 37, algorithm AS 241, PPND16: rational approximations to about 1 part in
    // 10^16.
    private static final double[] CENTRE_TOP = {
        3.3871328727963666080e0, 1.3314166789178437745e2, 1.9715909503065514427e3, 1.3731693765509461125e4,
        4.5921953931549871457e4, 6.7265770927008700853e4, 3.3430575583588128105e4, 2.5090809287301226727e3
    };
    private static final double[] CENTRE_BOTTOM = {
        1,
        4.2313330701600911252e1,
        6.8718700749205790830e2,
        5.3941960214247511077e3,
        2.1213794301586595867e4,
        3.9307895800092710610e4,
        2.8729085735721942674e4,
        5.2264952788528545610e3
    };
    private static final double[] NEAR_TOP = {
        1.42343711074968357734e0, 4.63033784615654529590e0, 5.76949722146069140550e0, 3.64784832476320460504e0,
        1.27045825245236838258e0, 2.41780725177450611770e-1, 2.27238449892691845833e-2, 7.74545014278341407640e-4
    };
    private static final double[] NEAR_BOTTOM = {
        1,
        2.05319162663775882187e0,
        1.67638483018380384940e0,
        6.89767334985100004550e-1,
        1.48103976427480074590e-1,
        1.51986665636164571966e-2,
        5.47593808499534494600e-4,
        1.05075007164441684324e-9
    };
    private static final double[] FAR_TOP = {
        6.65790464350110377720e0, 5.46378491116411436990e0, 1.78482653991729133580e0, 2.96560571828504891230e-1,
        2.65321895265761230930e-2, 1.24266094738807843860e-3, 2.71155556874348757815e-5, 2.01033439929228813265e-7
    };
    private static final double[] FAR_BOTTOM = {
        1,
        5.99832206555887937690e-1,
        1.36929880922735805310e-1,
        1.48753612908506148525e-2,
        7.86869131145613259100e-4,
        1.84631831751005468180e-5,
        1.42151175831644588870e-7,
        2.04426310338993978564e-15
    };

    private Normal() {}

    /** Density at x. */
    public static double density(double x) {
        return StrictMath.exp(-0.5 * x * x) / SQRT_TWO_PI;
    }

    /** Probability of a value of at most x. */
    public static double cdf(double x) {
        if (Double.isNaN(x)) {
            return Double.NaN;
        }
        double upper = Math.abs(x) < 3 ? 0.5 - centralArea(Math.abs(x)) : tail(Math.abs(x));
        return x < 0 ? upper : 1 - upper;
    }

    /** Probability between 0 and x: density times x + x^3/3 + x^5/(3*5) + ..., all terms positive, so nothing cancels. */
    private static double centralArea(double x) {
        double term = x;
        double sum = x;
        for (int odd = 3; term > 1e-18 * sum; odd += 2) {
            term *= x * x / odd;
            sum += term;
        }
        return density(x) * sum;
    }

    /** Probability beyond x, by Laplace's continued fraction, which needs few terms where the series needs many. */
    private static double tail(double x) {
        double fraction = x;
        for (int i = 100; i >= 1; i--) {
            fraction = x + i / fraction;
        }
        return density(x) / fraction;
    }

    /** The x below which a value lies with probability p; infinite at 0 and 1, NaN outside [0, 1]. */
    public static double inverseCdf(double p) {
        if (!(p >= 0 && p <= 1)) {
            return Double.NaN;
        }
        double q = p - 0.5;
        if (Math.abs(q) <= 0.425) {
            double r = 0.180625 - q * q;
            return q * polynomial(CENTRE_TOP, r) / polynomial(CENTRE_BOTTOM, r);
        }
        double outer = q < 0 ? p : 1 - p;
        if (outer == 0) {
            return q < 0 ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        }
        double r = StrictMath.sqrt(-StrictMath.log(outer));
        double x = r <= 5
                ? polynomial(NEAR_TOP, r - 1.6) / polynomial(NEAR_BOTTOM, r - 1.6)
                : polynomial(FAR_TOP, r - 5) / polynomial(FAR_BOTTOM, r - 5);
        return q < 0 ? -x : x;
    }

    private static double polynomial(double[] coefficients, double x) {
        double sum = 0;
        for (int i = coefficients.length - 1; i >= 0; i--) {
            sum = sum * x + coefficients[i];
        }
        return sum;
    }
}
