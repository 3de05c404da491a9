package io.portcullis.indicators.calibration;

import io.portcullis.indicators.LinearSystem;

/**
 * Beta calibration (Kull, Silva Filho and Flach 2017): {@code logit q = a ln p - b ln(1 - p) + c}. With a = b = 1 and c = 0 it
 * changes nothing, which Platt's sigmoid cannot say.
 *
 * @param a weight of ln p, not negative, so that the map never falls
 * @param b weight of -ln(1 - p), not negative
 * @param c intercept
 */
record BetaCalibration(double a, double b, double c) implements Calibrator {
    private static final int ITERATIONS_MAX = 100;
    private static final double TOLERANCE = 1e-12;
    /** Keeps the logarithms finite. */
    private static final double EDGE = 1e-12;

    BetaCalibration {
        if (!(a >= 0 && b >= 0) || Double.isInfinite(a + b) || Double.isNaN(c) || Double.isInfinite(c)) {
            throw new IllegalArgumentException("beta: A and B must not be negative, got " + a + " " + b + " " + c);
        }
    }

    /** Maximum likelihood; where a weight would come out negative, that term is left out and the rest is fitted again. */
    static BetaCalibration fit(double[] probabilities, boolean[] cameTrue) {
        double[][] terms = new double[probabilities.length][];
        for (int i = 0; i < terms.length; i++) {
            double p = clip(probabilities[i]);
            terms[i] = new double[] {StrictMath.log(p), -StrictMath.log(1 - p), 1};
        }
        double[] both = logistic(terms, cameTrue, true, true);
        if (both[0] < 0) {
            double[] second = logistic(terms, cameTrue, false, true);
            return new BetaCalibration(
                    0, Math.max(0, second[1]), second[1] < 0 ? constant(terms, cameTrue) : second[2]);
        }
        if (both[1] < 0) {
            double[] first = logistic(terms, cameTrue, true, false);
            return new BetaCalibration(Math.max(0, first[0]), 0, first[0] < 0 ? constant(terms, cameTrue) : first[2]);
        }
        return new BetaCalibration(both[0], both[1], both[2]);
    }

    private static double constant(double[][] terms, boolean[] cameTrue) {
        return logistic(terms, cameTrue, false, false)[2];
    }

    /** Iteratively reweighted least squares, which for this likelihood is Newton's method. */
    private static double[] logistic(double[][] terms, boolean[] cameTrue, boolean first, boolean second) {
        double[] beta = new double[3];
        boolean[] used = {first, second, true};
        for (int iteration = 0; iteration < ITERATIONS_MAX; iteration++) {
            double[] step = step(terms, cameTrue, used, beta);
            double largest = 0;
            for (int i = 0; i < beta.length; i++) {
                beta[i] += step[i];
                largest = Math.max(largest, Math.abs(step[i]));
            }
            if (largest < TOLERANCE) {
                break;
            }
        }
        return beta;
    }

    private static double[] step(double[][] terms, boolean[] cameTrue, boolean[] used, double[] beta) {
        double[] gradient = new double[3];
        double[][] curvature = new double[3][3];
        for (int n = 0; n < terms.length; n++) {
            double[] x = terms[n];
            double q = sigmoid(beta[0] * x[0] + beta[1] * x[1] + beta[2] * x[2]);
            double weight = q * (1 - q);
            for (int i = 0; i < 3; i++) {
                gradient[i] += ((cameTrue[n] ? 1 : 0) - q) * x[i];
                for (int j = 0; j < 3; j++) {
                    curvature[i][j] += weight * x[i] * x[j];
                }
            }
        }
        for (int i = 0; i < 3; i++) {
            // A ridge too small to be seen in the result keeps separable or constant data from dividing by zero.
            curvature[i][i] += 1e-9;
            if (!used[i]) {
                gradient[i] = 0;
                for (int j = 0; j < 3; j++) {
                    curvature[i][j] = i == j ? 1 : 0;
                    curvature[j][i] = i == j ? 1 : 0;
                }
            }
        }
        return LinearSystem.solve(curvature, gradient);
    }

    private static double clip(double p) {
        return Math.max(EDGE, Math.min(1 - EDGE, p));
    }

    static double sigmoid(double x) {
        return clip(1 / (1 + StrictMath.exp(-x)));
    }

    @Override
    public double apply(double probability) {
        double p = clip(probability);
        return sigmoid(a * StrictMath.log(p) - b * StrictMath.log(1 - p) + c);
    }

    @Override
    public String toString() {
        return "beta " + a + " " + b + " " + c;
    }
}
