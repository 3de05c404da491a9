package io.portcullis.indicators.calibration;

/**
 * Platt's sigmoid of a raw score, {@code 1 / (1 + exp(A s + B))}. As a {@link Calibrator} its score is the logit of the probability.
 *
 * @param a slope; negative when a higher score means more often true
 * @param b intercept
 */
public record PlattScaling(double a, double b) implements Calibrator {
    private static final int ITERATIONS_MAX = 100;
    private static final double STEP_MIN = 1e-10;
    private static final double RIDGE = 1e-12;
    private static final double GRADIENT_MIN = 1e-10;

    /** Refuses what is not finite. */
    public PlattScaling {
        if (Double.isNaN(a + b) || Double.isInfinite(a + b)) {
            throw new IllegalArgumentException("platt: A and B must be finite, got " + a + " " + b);
        }
    }

    /**
     * Maximum likelihood with Platt's smoothed targets, by Newton's method with backtracking (Lin, Lin and Weng 2007).
     *
     * @param scores any numbers
     * @param cameTrue what happened
     */
    public static PlattScaling fit(double[] scores, boolean[] cameTrue) {
        int positive = 0;
        for (boolean won : cameTrue) {
            positive += won ? 1 : 0;
        }
        int negative = cameTrue.length - positive;
        double[] targets = new double[scores.length];
        for (int i = 0; i < targets.length; i++) {
            targets[i] = cameTrue[i] ? (positive + 1.0) / (positive + 2) : 1.0 / (negative + 2);
        }
        double a = 0;
        double b = StrictMath.log((negative + 1.0) / (positive + 1.0));
        double loss = loss(scores, targets, a, b);
        for (int iteration = 0; iteration < ITERATIONS_MAX; iteration++) {
            double[] g = derivatives(scores, targets, a, b);
            if (Math.abs(g[0]) < GRADIENT_MIN && Math.abs(g[1]) < GRADIENT_MIN) {
                break;
            }
            double determinant = g[2] * g[4] - g[3] * g[3];
            double da = -(g[4] * g[0] - g[3] * g[1]) / determinant;
            double db = -(g[2] * g[1] - g[3] * g[0]) / determinant;
            double slope = g[0] * da + g[1] * db;
            double step = 1;
            while (step >= STEP_MIN
                    && loss(scores, targets, a + step * da, b + step * db) >= loss + 1e-4 * step * slope) {
                step /= 2;
            }
            if (step < STEP_MIN) {
                break;
            }
            a += step * da;
            b += step * db;
            loss = loss(scores, targets, a, b);
        }
        return new PlattScaling(a, b);
    }

    private static double loss(double[] scores, double[] targets, double a, double b) {
        double loss = 0;
        for (int i = 0; i < scores.length; i++) {
            double f = a * scores[i] + b;
            loss += f >= 0
                    ? targets[i] * f + StrictMath.log1p(StrictMath.exp(-f))
                    : (targets[i] - 1) * f + StrictMath.log1p(StrictMath.exp(f));
        }
        return loss;
    }

    /** Both first derivatives, then the three second ones. */
    private static double[] derivatives(double[] scores, double[] targets, double a, double b) {
        double[] d = {0, 0, RIDGE, 0, RIDGE};
        for (int i = 0; i < scores.length; i++) {
            double p = 1 / (1 + StrictMath.exp(a * scores[i] + b));
            double miss = targets[i] - p;
            double weight = p * (1 - p);
            d[0] += scores[i] * miss;
            d[1] += miss;
            d[2] += scores[i] * scores[i] * weight;
            d[3] += scores[i] * weight;
            d[4] += weight;
        }
        return d;
    }

    @Override
    public double apply(double probability) {
        double score = StrictMath.log(probability / (1 - probability));
        return BetaCalibration.sigmoid(-(a * score + b));
    }

    @Override
    public String toString() {
        return "platt " + a + " " + b;
    }
}
