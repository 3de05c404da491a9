package io.portcullis.agent.macro;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Two normal states that follow each other as a Markov chain.
 *
 * @param stay0 probability to stay in state 0
 * @param leave1 probability to go from state 1 to state 0
 * @param mean0 mean in state 0
 * @param mean1 mean in state 1
 * @param sigma0 standard deviation in state 0
 * @param sigma1 standard deviation in state 1
 */
record Regimes(double stay0, double leave1, double mean0, double mean1, double sigma0, double sigma1) {
    private static final double SQRT_TWO_PI = StrictMath.sqrt(2 * Math.PI);
    private static final int STARTS = 20;
    private static final int ITERATIONS_MAX = 200;
    private static final double GAIN_MIN = 1e-7;
    private static final double MOVE_MIN = 1e-4;
    /** A state may not shrink onto a single day. */
    private static final double SIGMA_SHARE_MIN = 0.05;

    MarkovChain chain() {
        return new MarkovChain(MarkovChain.ergodic(stay0, leave1), new double[][] {
            {stay0, 1 - stay0}, {leave1, 1 - leave1}
        });
    }

    double[][] likelihoods(double[] values) {
        double[][] likelihoods = new double[values.length][2];
        for (int t = 0; t < values.length; t++) {
            // So far from both that neither can be told from zero: then neither is any likelier.
            likelihoods[t][0] = Math.max(Double.MIN_NORMAL, density(values[t], mean0, sigma0));
            likelihoods[t][1] = Math.max(Double.MIN_NORMAL, density(values[t], mean1, sigma1));
        }
        return likelihoods;
    }

    private static double density(double x, double mean, double sigma) {
        double z = (x - mean) / sigma;
        return StrictMath.exp(-0.5 * z * z) / (sigma * SQRT_TWO_PI);
    }

    double logLikelihood(double[] values) {
        return chain().filter(likelihoods(values)).logLikelihood();
    }

    /** Probability of the state with the larger variance after the last value, from these values alone. */
    double turbulent(double[] values) {
        double[][] states = chain().filter(likelihoods(values)).states();
        return states[states.length - 1][sigma1 > sigma0 ? 1 : 0];
    }

    /** For how many values the most likely path has been in the state in which it ends. */
    int age(double[] values) {
        int[] path = chain().path(likelihoods(values));
        int age = 1;
        while (age < path.length && path[path.length - 1 - age] == path[path.length - 1]) {
            age++;
        }
        return age;
    }

    /**
     * The likeliest regimes that 20 seeded starts of EM find.
     *
     * @param values at least 20 that are not all equal
     * @param oneSigma true when both states share their standard deviation
     */
    static Regimes fit(double[] values, boolean oneSigma, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Regimes best = null;
        double most = Double.NEGATIVE_INFINITY;
        for (int start = 0; start < STARTS; start++) {
            Regimes found = climb(values, oneSigma, start(values, oneSigma, random));
            double logLikelihood = found.logLikelihood(values);
            if (logLikelihood > most) {
                most = logLikelihood;
                best = found;
            }
        }
        return best;
    }

    private static Regimes start(double[] values, boolean oneSigma, SplittableRandom random) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double spread = spread(values);
        double low = sorted[random.nextInt(sorted.length)];
        double high = sorted[random.nextInt(sorted.length)];
        double sigma = spread * (0.3 + 0.7 * random.nextDouble());
        double other = oneSigma ? sigma : spread * (0.3 + 1.2 * random.nextDouble());
        return new Regimes(0.7 + 0.29 * random.nextDouble(), 0.3 - 0.29 * random.nextDouble(), low, high, sigma, other);
    }

    private static double spread(double[] values) {
        double mean = Arrays.stream(values).sum() / values.length;
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        return StrictMath.sqrt(squares / values.length);
    }

    private static Regimes climb(double[] values, boolean oneSigma, Regimes from) {
        Regimes regimes = from;
        double before = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < ITERATIONS_MAX; i++) {
            double[][] likelihoods = regimes.likelihoods(values);
            MarkovChain.Filtered filtered = regimes.chain().filter(likelihoods);
            if (filtered.logLikelihood() - before < GAIN_MIN) {
                break;
            }
            before = filtered.logLikelihood();
            regimes = regimes.better(values, oneSigma, likelihoods, filtered);
        }
        return regimes;
    }

    /** One step of EM: the moments of the values, weighed by how likely each was in each state. */
    private Regimes better(double[] values, boolean oneSigma, double[][] likelihoods, MarkovChain.Filtered filtered) {
        double[][] after = chain().backward(likelihoods, filtered);
        double[] weight = new double[2];
        double[] sum = new double[2];
        double[] squares = new double[2];
        double[][] moved = new double[2][2];
        double[][] moves = {{stay0, 1 - stay0}, {leave1, 1 - leave1}};
        for (int t = 0; t < values.length; t++) {
            for (int i = 0; i < 2; i++) {
                double gamma = filtered.states()[t][i] * after[t][i];
                weight[i] += gamma;
                sum[i] += gamma * values[t];
                squares[i] += gamma * values[t] * values[t];
                for (int j = 0; j < 2 && t + 1 < values.length; j++) {
                    moved[i][j] += filtered.states()[t][i]
                            * moves[i][j]
                            * likelihoods[t + 1][j]
                            * after[t + 1][j]
                            / filtered.scales()[t + 1];
                }
            }
        }
        double[] mean = new double[2];
        double[] variance = new double[2];
        for (int i = 0; i < 2; i++) {
            mean[i] = weight[i] > 0 ? sum[i] / weight[i] : 0;
            variance[i] = weight[i] > 0 ? squares[i] / weight[i] - mean[i] * mean[i] : 0;
        }
        double shared = (weight[0] * variance[0] + weight[1] * variance[1]) / values.length;
        double least = SIGMA_SHARE_MIN * spread(values);
        return new Regimes(
                inside(moved[0][0] / (moved[0][0] + moved[0][1])),
                inside(moved[1][0] / (moved[1][0] + moved[1][1])),
                mean[0],
                mean[1],
                Math.max(least, StrictMath.sqrt(Math.max(0, oneSigma ? shared : variance[0]))),
                Math.max(least, StrictMath.sqrt(Math.max(0, oneSigma ? shared : variance[1]))));
    }

    private static double inside(double probability) {
        return Double.isNaN(probability) ? 0.5 : Math.max(MOVE_MIN, Math.min(1 - MOVE_MIN, probability));
    }
}
