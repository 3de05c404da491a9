package io.portcullis.indicators;

import java.util.function.DoubleUnaryOperator;

/**
 * The batch form of the accumulators: a fresh one, fed a whole series, one answer per value. So there is one formula for a
 * chart and for a live market: {@code Series.of(new Rsi(14)::add, closes)}. Results are new arrays.
 */
public final class Series {
    private Series() {}

    /** What takes a bar in and answers; most accumulators of bars have a method of this form, or one of its prefixes. */
    @FunctionalInterface
    public interface BarFormula {
        /** Takes a bar in. */
        double add(double high, double low, double close, double volume);
    }

    /** One answer per value. */
    public static double[] of(DoubleUnaryOperator fresh, double[] values) {
        double[] answers = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            answers[i] = fresh.applyAsDouble(values[i]);
        }
        return answers;
    }

    /** One answer per bar; the columns must be equally long. */
    public static double[] of(BarFormula fresh, double[] high, double[] low, double[] close, double[] volume) {
        if (low.length != high.length || close.length != high.length || volume.length != high.length) {
            throw new IllegalArgumentException("columns must be equally long, got " + high.length + ", " + low.length
                    + ", " + close.length + " and " + volume.length);
        }
        double[] answers = new double[high.length];
        for (int i = 0; i < high.length; i++) {
            answers[i] = fresh.add(high[i], low[i], close[i], volume[i]);
        }
        return answers;
    }
}
