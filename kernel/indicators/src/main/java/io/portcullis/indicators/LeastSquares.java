package io.portcullis.indicators;

/**
 * Ordinary least squares by Householder reflections (QR). With an intercept the columns are centred first, which is what keeps
 * badly conditioned data from losing all its digits: normal equations would. Not thread-safe; read only after the fit.
 */
public final class LeastSquares {
    private static final double RANK_TOLERANCE = 1e-12;

    private final double[] coefficients;
    private final double[] standardErrors;
    private final double[] residuals;
    private final double residualSquares;
    private final double totalSquares;

    private LeastSquares(
            double[] coefficients,
            double[] standardErrors,
            double[] residuals,
            double residualSquares,
            double totalSquares) {
        this.coefficients = coefficients;
        this.standardErrors = standardErrors;
        this.residuals = residuals;
        this.residualSquares = residualSquares;
        this.totalSquares = totalSquares;
    }

    /**
     * Fits {@code y = intercept + x b}.
     *
     * @param x one row per observation; not written to
     * @param y as long as x is high; not written to
     * @return null when there are too few observations or the columns depend on each other
     */
    public static LeastSquares withIntercept(double[][] x, double[] y) {
        int n = y.length;
        int k = n == 0 ? 0 : x[0].length;
        if (n <= k + 1) {
            return null;
        }
        double[] means = new double[k];
        double meanY = 0;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < k; j++) {
                means[j] += x[i][j];
            }
            meanY += y[i];
        }
        meanY /= n;
        for (int j = 0; j < k; j++) {
            means[j] /= n;
        }
        double[][] q = new double[n][k];
        double[] right = new double[n];
        double total = 0;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < k; j++) {
                q[i][j] = x[i][j] - means[j];
            }
            right[i] = y[i] - meanY;
            total += right[i] * right[i];
        }
        double[] diagonal = new double[k];
        if (!reflect(q, right, diagonal)) {
            return null;
        }
        double[] slopes = backSubstitute(q, diagonal, right, k);
        return finish(x, y, means, meanY, slopes, q, diagonal, total);
    }

    private static LeastSquares finish(
            double[][] x,
            double[] y,
            double[] means,
            double meanY,
            double[] slopes,
            double[][] q,
            double[] diagonal,
            double total) {
        int n = y.length;
        int k = slopes.length;
        double[] coefficients = new double[k + 1];
        coefficients[0] = meanY;
        for (int j = 0; j < k; j++) {
            coefficients[j + 1] = slopes[j];
            coefficients[0] -= slopes[j] * means[j];
        }
        double[] residuals = new double[n];
        double squares = 0;
        for (int i = 0; i < n; i++) {
            double fitted = meanY;
            for (int j = 0; j < k; j++) {
                fitted += slopes[j] * (x[i][j] - means[j]);
            }
            residuals[i] = y[i] - fitted;
            squares += residuals[i] * residuals[i];
        }
        double variance = squares / (n - k - 1);
        double[] errors = errors(q, diagonal, means, variance, n);
        return new LeastSquares(coefficients, errors, residuals, squares, total);
    }

    /** Turns q into the reflections below and R above its diagonal; false when a column is (nearly) a sum of those before it. */
    private static boolean reflect(double[][] q, double[] right, double[] diagonal) {
        int n = right.length;
        int k = diagonal.length;
        for (int j = 0; j < k; j++) {
            double norm = 0;
            double whole = 0;
            for (int i = 0; i < n; i++) {
                whole += q[i][j] * q[i][j];
                norm += i >= j ? q[i][j] * q[i][j] : 0;
            }
            norm = StrictMath.sqrt(norm);
            if (!(norm > RANK_TOLERANCE * StrictMath.sqrt(whole))) {
                return false;
            }
            double alpha = q[j][j] > 0 ? -norm : norm;
            diagonal[j] = alpha;
            q[j][j] -= alpha;
            double scale = -alpha * q[j][j];
            for (int c = j + 1; c < k; c++) {
                double dot = 0;
                for (int i = j; i < n; i++) {
                    dot += q[i][j] * q[i][c];
                }
                for (int i = j; i < n; i++) {
                    q[i][c] -= dot / scale * q[i][j];
                }
            }
            double dot = 0;
            for (int i = j; i < n; i++) {
                dot += q[i][j] * right[i];
            }
            for (int i = j; i < n; i++) {
                right[i] -= dot / scale * q[i][j];
            }
        }
        return true;
    }

    private static double[] backSubstitute(double[][] r, double[] diagonal, double[] right, int k) {
        double[] x = new double[k];
        for (int j = k - 1; j >= 0; j--) {
            double sum = right[j];
            for (int c = j + 1; c < k; c++) {
                sum -= r[j][c] * x[c];
            }
            x[j] = sum / diagonal[j];
        }
        return x;
    }

    /** Of the intercept first: its variance is that of the mean of y, and of the slopes at the means of x. */
    private static double[] errors(double[][] r, double[] diagonal, double[] means, double variance, int n) {
        int k = diagonal.length;
        double[] errors = new double[k + 1];
        double[] atMeans = new double[k];
        for (int unit = 0; unit < k; unit++) {
            // Column of the inverse of R.
            double[] e = new double[k];
            e[unit] = 1;
            double[] column = backSubstitute(r, diagonal, e, k);
            for (int j = 0; j < k; j++) {
                errors[j + 1] += column[j] * column[j];
                atMeans[unit] += means[j] * column[j];
            }
        }
        errors[0] = 1.0 / n;
        for (double part : atMeans) {
            errors[0] += part * part;
        }
        for (int j = 0; j <= k; j++) {
            errors[j] = StrictMath.sqrt(variance * errors[j]);
        }
        return errors;
    }

    /** The intercept, then a slope per column. */
    public double coefficient(int index) {
        return coefficients[index];
    }

    /** The standard error of a coefficient, by the same index. */
    public double standardError(int index) {
        return standardErrors[index];
    }

    /** What the fit leaves of an observation. */
    public double residual(int observation) {
        return residuals[observation];
    }

    /** Sum of the squared residuals. */
    public double residualSquares() {
        return residualSquares;
    }

    /** Share of the variance of y that is explained. */
    public double rSquared() {
        return 1 - residualSquares / totalSquares;
    }

    /** What the fit says for a row of x. */
    public double predict(double[] row) {
        double fitted = coefficients[0];
        for (int j = 0; j < row.length; j++) {
            fitted += coefficients[j + 1] * row[j];
        }
        return fitted;
    }
}
