package io.portcullis.agent.causal;

import io.portcullis.indicators.LeastSquares;

/**
 * Effect of a treatment on an outcome with other things held still, by the orthogonal score of the partially linear model: what
 * regressions on the controls leave of both, one on the other.
 *
 * @param theta the effect
 * @param error its standard error, right also where the noise is uneven
 */
record PartialEffect(double theta, double error) {

    /**
     * Cross-fitted: what is left of a block of time is by regressions on the other blocks, without what lies next to it.
     *
     * @param folds blocks of time; 1 for no cross-fitting
     * @param purge observations left out on both sides of a block
     * @return null when there is too little to fit
     */
    static PartialEffect of(double[] outcome, double[] treatment, double[][] controls, int folds, int purge) {
        int n = outcome.length;
        double[] y = new double[n];
        double[] d = new double[n];
        for (int fold = 0; fold < folds; fold++) {
            int from = n * fold / folds;
            int to = n * (fold + 1) / folds;
            boolean[] fit = new boolean[n];
            for (int i = 0; i < n; i++) {
                fit[i] = folds == 1 || i < from - purge || i >= to + purge;
            }
            LeastSquares ofOutcome = fit(controls, outcome, fit);
            LeastSquares ofTreatment = fit(controls, treatment, fit);
            if (ofOutcome == null || ofTreatment == null) {
                return null;
            }
            for (int i = from; i < to; i++) {
                y[i] = outcome[i] - ofOutcome.predict(controls[i]);
                d[i] = treatment[i] - ofTreatment.predict(controls[i]);
            }
        }
        return ofResiduals(y, d);
    }

    private static PartialEffect ofResiduals(double[] y, double[] d) {
        double products = 0;
        double squares = 0;
        for (int i = 0; i < y.length; i++) {
            products += d[i] * y[i];
            squares += d[i] * d[i];
        }
        if (!(squares > 0)) {
            return null;
        }
        double theta = products / squares;
        double meat = 0;
        for (int i = 0; i < y.length; i++) {
            double score = d[i] * (y[i] - theta * d[i]);
            meat += score * score;
        }
        return new PartialEffect(theta, StrictMath.sqrt(meat) / squares);
    }

    private static LeastSquares fit(double[][] controls, double[] values, boolean[] fit) {
        int count = 0;
        for (boolean in : fit) {
            count += in ? 1 : 0;
        }
        double[][] x = new double[count][];
        double[] y = new double[count];
        int at = 0;
        for (int i = 0; i < values.length; i++) {
            if (fit[i]) {
                x[at] = controls[i];
                y[at++] = values[i];
            }
        }
        return LeastSquares.withIntercept(x, y);
    }
}
