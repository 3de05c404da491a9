package io.portcullis.indicators;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One number per instrument, judged against the others at the same instant. A NaN stays NaN and moves nobody else. Results are
 * new arrays.
 */
public final class CrossSection {
    /** Makes the median absolute deviation an estimate of a normal standard deviation. */
    private static final double MAD_TO_SD = 1.4826;

    private CrossSection() {}

    /** Ranks from 1 for the smallest; equals share their mean rank. */
    public static double[] ranks(double[] values) {
        Integer[] order = known(values);
        double[] ranks = filled(values.length);
        for (int from = 0; from < order.length; ) {
            int to = from;
            while (to + 1 < order.length && values[order[to + 1]] == values[order[from]]) {
                to++;
            }
            for (int i = from; i <= to; i++) {
                ranks[order[i]] = (from + to) / 2.0 + 1;
            }
            from = to + 1;
        }
        return ranks;
    }

    /** Normal scores of the ranks, after Blom: {@code inverse Phi((rank - 3/8) / (n + 1/4))}. */
    public static double[] blomScores(double[] values) {
        double[] scores = ranks(values);
        int n = known(values).length;
        for (int i = 0; i < scores.length; i++) {
            scores[i] = blom(scores[i], n);
        }
        return scores;
    }

    /** Blom's normal score of a rank from 1 among n. */
    public static double blom(double rank, int n) {
        return Normal.inverseCdf((rank - 0.375) / (n + 0.25));
    }

    /** The middle value, the mean of the two middle ones for an even number; NaN when there is none. */
    public static double median(double[] values) {
        double[] sorted = Arrays.stream(values)
                .filter(value -> !Double.isNaN(value))
                .sorted()
                .toArray();
        if (sorted.length == 0) {
            return Double.NaN;
        }
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }

    /** Deviations from the median in units of 1.4826 median absolute deviations, cut at plus and minus {@code winsor}. */
    public static double[] robustZ(double[] values, double winsor) {
        double median = median(values);
        double[] away =
                Arrays.stream(values).map(value -> Math.abs(value - median)).toArray();
        double scale = MAD_TO_SD * median(away);
        // Without any spread nobody stands out.
        return Arrays.stream(values)
                .map(value -> Double.isNaN(value) || scale == 0
                        ? value - value
                        : Math.max(-winsor, Math.min(winsor, (value - median) / scale)))
                .toArray();
    }

    /**
     * What is left of y after a regression on x and on membership of a group: the least squares residuals with one dummy per
     * group, computed by taking group means out first (Frisch-Waugh-Lovell), which needs no matrix.
     *
     * @param group one per value; never null
     */
    public static double[] residuals(double[] y, double[] x, List<String> group) {
        double[] known = new double[y.length];
        for (int i = 0; i < y.length; i++) {
            known[i] = Double.isNaN(y[i]) || Double.isNaN(x[i]) ? Double.NaN : 0;
        }
        double[] withinY = withoutGroupMeans(y, known, group);
        double[] withinX = withoutGroupMeans(x, known, group);
        double products = 0;
        double squares = 0;
        for (int i = 0; i < y.length; i++) {
            if (!Double.isNaN(known[i])) {
                products += withinX[i] * withinY[i];
                squares += withinX[i] * withinX[i];
            }
        }
        double slope = squares > 0 ? products / squares : 0;
        for (int i = 0; i < y.length; i++) {
            withinY[i] -= slope * withinX[i];
        }
        return withinY;
    }

    private static double[] withoutGroupMeans(double[] values, double[] known, List<String> group) {
        // Looked up only, never walked: the order of a hash map cannot reach the result.
        Map<String, double[]> sums = new HashMap<>();
        for (int i = 0; i < values.length; i++) {
            if (!Double.isNaN(known[i])) {
                double[] sum = sums.computeIfAbsent(group.get(i), name -> new double[2]);
                sum[0] += values[i];
                sum[1]++;
            }
        }
        double[] within = filled(values.length);
        for (int i = 0; i < values.length; i++) {
            if (!Double.isNaN(known[i])) {
                double[] sum = sums.get(group.get(i));
                within[i] = values[i] - sum[0] / sum[1];
            }
        }
        return within;
    }

    private static Integer[] known(double[] values) {
        Integer[] order = new Integer[values.length];
        int count = 0;
        for (int i = 0; i < values.length; i++) {
            if (!Double.isNaN(values[i])) {
                order[count++] = i;
            }
        }
        Integer[] known = Arrays.copyOf(order, count);
        // The sort is stable, so equals keep their places.
        Arrays.sort(known, (a, b) -> Double.compare(values[a], values[b]));
        return known;
    }

    private static double[] filled(int length) {
        double[] values = new double[length];
        Arrays.fill(values, Double.NaN);
        return values;
    }
}
