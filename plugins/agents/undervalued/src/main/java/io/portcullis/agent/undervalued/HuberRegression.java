package io.portcullis.agent.undervalued;

import io.portcullis.indicators.CrossSection;
import io.portcullis.indicators.LeastSquares;
import java.util.Arrays;

/** Least squares that single outliers do not bend: residuals beyond 1.345 deviations weigh only in proportion (Huber 1964). */
final class HuberRegression {
    private static final double CUT = 1.345;
    private static final double MAD_TO_SD = 1.4826;
    private static final int ITERATIONS = 20;

    private HuberRegression() {}

    /** What the fit leaves of each y; null when there are too few rows or the columns depend on each other. */
    static double[] residuals(double[][] x, double[] y) {
        double[] fitted = new double[y.length];
        LeastSquares fit = LeastSquares.withIntercept(x, y);
        for (int i = 0; i < ITERATIONS && fit != null; i++) {
            double[] residuals = residuals(fit, x, y);
            double scale = MAD_TO_SD
                    * CrossSection.median(
                            Arrays.stream(residuals).map(Math::abs).toArray());
            if (!(scale > 0)) {
                break;
            }
            // Pseudo-values: fitting what Huber's function leaves of the residuals is the same as weighing, with the
            // columns as they are.
            for (int k = 0; k < y.length; k++) {
                double cut = Math.max(-CUT * scale, Math.min(CUT * scale, residuals[k]));
                fitted[k] = y[k] - residuals[k] + cut;
            }
            fit = LeastSquares.withIntercept(x, fitted);
        }
        return fit == null ? null : residuals(fit, x, y);
    }

    private static double[] residuals(LeastSquares fit, double[][] x, double[] y) {
        double[] residuals = new double[y.length];
        for (int i = 0; i < y.length; i++) {
            residuals[i] = y[i] - fit.predict(x[i]);
        }
        return residuals;
    }
}
