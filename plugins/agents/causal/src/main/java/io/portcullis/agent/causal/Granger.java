package io.portcullis.agent.causal;

import io.portcullis.indicators.FDistribution;
import io.portcullis.indicators.LeastSquares;

/**
 * Whether the past of one series tells something of another's future that the other's own past does not.
 *
 * @param lags how many steps of the past
 * @param f Fisher's F of the lags of the cause
 * @param p its probability by chance
 */
record Granger(int lags, double f, double p) {
    private static final int LAGS_MAX = 5;

    /** With these lags; null when the series are too short or do not vary. */
    static Granger test(double[] effect, double[] cause, int lags) {
        LeastSquares own = fit(effect, cause, lags, lags, false);
        LeastSquares both = fit(effect, cause, lags, lags, true);
        int denominator = effect.length - lags - 2 * lags - 1;
        if (own == null || both == null || denominator < 1 || !(both.residualSquares() > 0)) {
            return null;
        }
        double f = (own.residualSquares() - both.residualSquares()) / lags / (both.residualSquares() / denominator);
        return new Granger(lags, f, FDistribution.upperTail(f, lags, denominator));
    }

    /** With the lags, at most five, for which Schwarz's criterion is smallest over the same observations. */
    static Granger test(double[] effect, double[] cause) {
        int best = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int lags = 1; lags <= LAGS_MAX; lags++) {
            LeastSquares fit = fit(effect, cause, lags, LAGS_MAX, true);
            int n = effect.length - LAGS_MAX;
            if (fit != null && fit.residualSquares() > 0) {
                double criterion = n * StrictMath.log(fit.residualSquares() / n) + (2 * lags + 1) * StrictMath.log(n);
                best = criterion < least ? lags : best;
                least = Math.min(least, criterion);
            }
        }
        return best == 0 ? null : test(effect, cause, best);
    }

    private static LeastSquares fit(double[] effect, double[] cause, int lags, int from, boolean withCause) {
        int n = effect.length - from;
        if (n < 1) {
            return null;
        }
        double[][] x = new double[n][withCause ? 2 * lags : lags];
        double[] y = new double[n];
        for (int i = 0; i < n; i++) {
            y[i] = effect[from + i];
            for (int lag = 1; lag <= lags; lag++) {
                x[i][lag - 1] = effect[from + i - lag];
                if (withCause) {
                    x[i][lags + lag - 1] = cause[from + i - lag];
                }
            }
        }
        return LeastSquares.withIntercept(x, y);
    }
}
