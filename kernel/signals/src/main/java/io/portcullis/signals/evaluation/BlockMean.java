package io.portcullis.signals.evaluation;

import io.portcullis.indicators.StudentT;
import java.util.function.IntToDoubleFunction;

/**
 * A weighted mean over calls, with a standard error that does not take calls of the same weeks for independent: they are put
 * together in blocks of days (by the day on which they were said), and only blocks count as independent.
 *
 * @param mean weighted mean; NaN without calls
 * @param error its standard error; NaN with fewer than two blocks
 * @param blocks how many blocks had calls
 */
public record BlockMean(double mean, double error, int blocks) {
    /** With fewer, an error estimated from them says little, and the distribution of what is divided by it is not known well. */
    private static final int BLOCKS_MIN = 10;

    /** Of a value of each call. */
    static BlockMean of(CallSeries calls, int blockDays, IntToDoubleFunction value) {
        double weight = 0;
        double sum = 0;
        int last = 0;
        for (int i = 0; i < calls.size(); i++) {
            weight += calls.uniqueness(i);
            sum += calls.uniqueness(i) * value.applyAsDouble(i);
            last = Math.max(last, calls.saidOn(i));
        }
        double mean = sum / weight;
        double[] away = new double[last / blockDays + 1];
        boolean[] seen = new boolean[away.length];
        for (int i = 0; i < calls.size(); i++) {
            int block = calls.saidOn(i) / blockDays;
            away[block] += calls.uniqueness(i) * (value.applyAsDouble(i) - mean);
            seen[block] = true;
        }
        int blocks = 0;
        double squares = 0;
        for (int i = 0; i < away.length; i++) {
            blocks += seen[i] ? 1 : 0;
            squares += away[i] * away[i];
        }
        double error = blocks < 2 ? Double.NaN : StrictMath.sqrt(squares * blocks / (blocks - 1)) / weight;
        return new BlockMean(mean, error, blocks);
    }

    /**
     * Probability of such a mean or a higher one, were the true one this: one side of Student's t with one degree of freedom less
     * than there are blocks. NaN with fewer than ten blocks.
     */
    public double chance(double trueMean) {
        return blocks < BLOCKS_MIN ? Double.NaN : StudentT.upperTail(errorsAbove(trueMean), blocks - 1);
    }

    /** How many errors the mean is above something. */
    public double errorsAbove(double what) {
        return (mean - what) / error;
    }
}
