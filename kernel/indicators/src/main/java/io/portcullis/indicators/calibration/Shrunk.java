package io.portcullis.indicators.calibration;

/**
 * What the model says, drawn to the rate at which its calls come true: for few outcomes.
 *
 * @param share how far it is drawn, 0 to 1
 * @param base the rate, inside (0, 1)
 */
record Shrunk(double share, double base) implements Calibrator {
    static final Shrunk IDENTITY = new Shrunk(0, 0.5);

    /** As many outcomes as this weigh as much as the model itself. */
    private static final double PRIOR_OUTCOMES = 50;

    Shrunk {
        if (!(share >= 0 && share <= 1 && base > 0 && base < 1)) {
            throw new IllegalArgumentException(
                    "shrunk: share must be 0 to 1 and base inside (0, 1), got " + share + " and " + base);
        }
    }

    static Shrunk fit(boolean[] cameTrue) {
        int wins = 0;
        for (boolean won : cameTrue) {
            wins += won ? 1 : 0;
        }
        int n = cameTrue.length;
        return n == 0 ? IDENTITY : new Shrunk(n / (n + PRIOR_OUTCOMES), (wins + 1.0) / (n + 2));
    }

    @Override
    public double apply(double probability) {
        return probability + share * (base - probability);
    }

    @Override
    public String toString() {
        return share == 0 ? "identity" : "shrunk " + share + " " + base;
    }
}
