package io.portcullis.signals.evaluation;

import java.util.Random;

/**
 * The same calls robbed of what they could know, many times over. What is measured on them must not differ from nothing by more
 * than chance, or the measuring itself pretends skill.
 *
 * @param draws how often each
 * @param signs calls whose sides were drawn by lot: mean result before cost, in its standard errors
 * @param labels calls whose outcomes were dealt out anew among them: information coefficient, in its standard errors
 */
public record Controls(int draws, Spread signs, Spread labels) {
    /** Beyond this many standard errors something would be called skill. */
    public static final double ERRORS_MAX = 2;

    /**
     * Many results that should be standard normal.
     *
     * @param mean of all draws
     * @param deviation standard deviation; about one
     * @param beyondTwo share of them that is more than two away from nothing; about 0.046
     */
    public record Spread(double mean, double deviation, double beyondTwo) {
        static Spread of(double[] draws) {
            double sum = 0;
            double beyond = 0;
            for (double z : draws) {
                sum += z;
                beyond += Math.abs(z) > ERRORS_MAX ? 1 : 0;
            }
            double mean = sum / draws.length;
            double squares = 0;
            for (double z : draws) {
                squares += (z - mean) * (z - mean);
            }
            return new Spread(mean, StrictMath.sqrt(squares / (draws.length - 1)), beyond / draws.length);
        }

        /** How far the mean is from nothing, in standard errors of that mean: within two, give or take luck. */
        public double meanInErrors(int draws) {
            return mean * StrictMath.sqrt(draws);
        }
    }

    /** Draws both; nothing can be told of fewer than three calls. */
    public static Controls of(CallSeries calls, int draws, long seed) {
        Random random = new Random(seed);
        double[] signs = new double[draws];
        double[] labels = new double[draws];
        double[] outcomes = new double[calls.size()];
        double[] said = new double[calls.size()];
        for (int i = 0; i < outcomes.length; i++) {
            outcomes[i] = calls.gross(i);
            said[i] = calls.side(i) * (calls.probability(i) - 0.5);
        }
        for (int draw = 0; draw < draws; draw++) {
            signs[draw] = randomSigns(calls, random);
            shuffle(outcomes, random);
            labels[draw] = correlation(said, outcomes) * StrictMath.sqrt(outcomes.length - 1.0);
        }
        return new Controls(draws, Spread.of(signs), Spread.of(labels));
    }

    /** Given the outcomes, the sum over sides drawn by lot has mean zero and a variance that is known exactly. */
    private static double randomSigns(CallSeries calls, Random random) {
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < calls.size(); i++) {
            double result = calls.uniqueness(i) * calls.gross(i);
            sum += random.nextBoolean() ? result : -result;
            squares += result * result;
        }
        return squares > 0 ? sum / StrictMath.sqrt(squares) : 0;
    }

    /** What the agent really said against what really happened, in the same units as {@link #labels}: the control's opposite. */
    public static double labelsAsTheyAre(CallSeries calls) {
        double[] outcomes = new double[calls.size()];
        double[] said = new double[calls.size()];
        for (int i = 0; i < outcomes.length; i++) {
            outcomes[i] = calls.gross(i);
            said[i] = calls.side(i) * (calls.probability(i) - 0.5);
        }
        return correlation(said, outcomes) * StrictMath.sqrt(outcomes.length - 1.0);
    }

    private static void shuffle(double[] values, Random random) {
        for (int i = values.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            double kept = values[i];
            values[i] = values[j];
            values[j] = kept;
        }
    }

    /** Zero where one of both does not vary. */
    static double correlation(double[] xs, double[] ys) {
        double meanX = mean(xs);
        double meanY = mean(ys);
        double xy = 0;
        double xx = 0;
        double yy = 0;
        for (int i = 0; i < xs.length; i++) {
            xy += (xs[i] - meanX) * (ys[i] - meanY);
            xx += (xs[i] - meanX) * (xs[i] - meanX);
            yy += (ys[i] - meanY) * (ys[i] - meanY);
        }
        return xx > 0 && yy > 0 ? xy / StrictMath.sqrt(xx * yy) : 0;
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }
}
