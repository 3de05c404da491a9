package io.portcullis.agent.macro;

import java.util.Arrays;

/**
 * What can be said of hidden states from how likely each observation is in each of them. All of it scaled step by step, so that
 * a long series does not underflow. Arrays are by time, then by state.
 */
final class MarkovChain {
    private final double[] start;
    private final double[][] moves;

    /**
     * @param start probability of each state before the first observation
     * @param moves probability to go from a state (row) to another (column)
     */
    MarkovChain(double[] start, double[][] moves) {
        this.start = start;
        this.moves = moves;
    }

    /** The distribution that the moves leave unchanged, of two states. */
    static double[] ergodic(double stay0, double leave1) {
        double first = leave1 / (1 - stay0 + leave1);
        return new double[] {first, 1 - first};
    }

    /** Probability of each state given everything up to that time, and the log likelihood of it all. */
    record Filtered(double[][] states, double[] scales, double logLikelihood) {}

    /** Hamilton's filter. */
    Filtered filter(double[][] likelihoods) {
        double[][] states = new double[likelihoods.length][];
        double[] scales = new double[likelihoods.length];
        double logLikelihood = 0;
        double[] ahead = start;
        for (int t = 0; t < likelihoods.length; t++) {
            double[] state = new double[start.length];
            for (int j = 0; j < state.length; j++) {
                state[j] = ahead[j] * likelihoods[t][j];
                scales[t] += state[j];
            }
            for (int j = 0; j < state.length; j++) {
                state[j] /= scales[t];
            }
            logLikelihood += StrictMath.log(scales[t]);
            states[t] = state;
            ahead = next(state);
        }
        return new Filtered(states, scales, logLikelihood);
    }

    /** Where a distribution over states goes in one step. */
    double[] next(double[] state) {
        double[] ahead = new double[state.length];
        for (int i = 0; i < state.length; i++) {
            for (int j = 0; j < state.length; j++) {
                ahead[j] += state[i] * moves[i][j];
            }
        }
        return ahead;
    }

    /** What comes after each time, as a factor to the filtered state: the backward half, for fitting only. */
    double[][] backward(double[][] likelihoods, Filtered filtered) {
        int last = likelihoods.length - 1;
        double[][] after = new double[likelihoods.length][start.length];
        Arrays.fill(after[last], 1);
        for (int t = last - 1; t >= 0; t--) {
            for (int i = 0; i < start.length; i++) {
                for (int j = 0; j < start.length; j++) {
                    after[t][i] += moves[i][j] * likelihoods[t + 1][j] * after[t + 1][j];
                }
                after[t][i] /= filtered.scales()[t + 1];
            }
        }
        return after;
    }

    /** The most likely path of states (Viterbi), in logarithms; among equals the lower state. */
    int[] path(double[][] likelihoods) {
        int n = likelihoods.length;
        int[][] from = new int[n][start.length];
        double[] best = new double[start.length];
        for (int j = 0; j < start.length; j++) {
            best[j] = StrictMath.log(start[j] * likelihoods[0][j]);
        }
        for (int t = 1; t < n; t++) {
            double[] reached = new double[start.length];
            for (int j = 0; j < start.length; j++) {
                for (int i = 1; i < start.length; i++) {
                    double over = best[i] + StrictMath.log(moves[i][j]);
                    if (over > best[from[t][j]] + StrictMath.log(moves[from[t][j]][j])) {
                        from[t][j] = i;
                    }
                }
                reached[j] =
                        best[from[t][j]] + StrictMath.log(moves[from[t][j]][j]) + StrictMath.log(likelihoods[t][j]);
            }
            best = reached;
        }
        int[] path = new int[n];
        for (int j = 1; j < start.length; j++) {
            path[n - 1] = best[j] > best[path[n - 1]] ? j : path[n - 1];
        }
        for (int t = n - 1; t > 0; t--) {
            path[t - 1] = from[t][path[t]];
        }
        return path;
    }
}
