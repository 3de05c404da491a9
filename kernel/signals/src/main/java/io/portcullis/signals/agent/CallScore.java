package io.portcullis.signals.agent;

import java.util.ArrayList;
import java.util.List;

/**
 * How an agent's calls came out, net of cost, each weighed by its uniqueness. A hit rate says nothing without the payoff ratio and
 * the expectancy beside it.
 *
 * @param calls how many have closed
 * @param effectiveCalls sum of their uniqueness: as many independent ones
 * @param hitRate share that came out above zero after cost
 * @param hitRateLow lower end of its interval (Wilson, 95 %)
 * @param hitRateHigh upper end
 * @param payoffRatio mean gain of those that came out over the mean loss of the others; NaN without both
 * @param expectancyBps mean net result, basis points
 * @param informationCoefficient correlation of what was said (the probability above one half, signed) and the excess return; NaN without spread
 * @param calibration how often each said probability came true, for those that were said
 * @param riskCoverage the hit rate of the surest calls, from the surest on
 */
public record CallScore(
        long calls,
        double effectiveCalls,
        double hitRate,
        double hitRateLow,
        double hitRateHigh,
        double payoffRatio,
        double expectancyBps,
        double informationCoefficient,
        List<Said> calibration,
        List<Covered> riskCoverage) {
    /** Normal quantile of a two-sided interval of 95 %. */
    private static final double Z = 1.959963984540054;

    /** Copies the lists. */
    public CallScore {
        calibration = List.copyOf(calibration);
        riskCoverage = List.copyOf(riskCoverage);
    }

    /**
     * What was said, and what happened.
     *
     * @param probability mean of what was said in a range
     * @param cameTrue share of it that came true
     * @param effectiveCalls how many that is
     */
    public record Said(double probability, double cameTrue, double effectiveCalls) {}

    /**
     * The surest calls.
     *
     * @param coverage which share of all
     * @param hitRate how many of them came out
     */
    public record Covered(double coverage, double hitRate) {}

    /** Lower and upper end of Wilson's interval of a share of n. */
    public static double[] wilson(double share, double n) {
        double centre = (share + Z * Z / (2 * n)) / (1 + Z * Z / n);
        double half = Z / (1 + Z * Z / n) * StrictMath.sqrt(share * (1 - share) / n + Z * Z / (4 * n * n));
        return new double[] {centre - half, centre + half};
    }

    /** Running sums; constant memory. Not thread-safe. */
    static final class Sums {
        private static final int BINS = 200;

        private final double[] weights = new double[BINS];
        private final double[] wins = new double[BINS];
        private final double[] said = new double[BINS];
        private long calls;
        private double weight;
        private double won;
        private double gains;
        private double losses;
        private double net;
        private double meanSaid;
        private double meanGross;
        private double squaresSaid;
        private double squaresGross;
        private double products;

        void add(int side, double probability, double gross, double netResult, double uniqueness) {
            calls++;
            boolean win = netResult > 0;
            int bin = Math.min(BINS - 1, (int) (probability * BINS));
            weights[bin] += uniqueness;
            wins[bin] += win ? uniqueness : 0;
            said[bin] += uniqueness * probability;
            won += win ? uniqueness : 0;
            gains += win ? uniqueness * netResult : 0;
            losses -= win ? 0 : uniqueness * netResult;
            net += uniqueness * netResult;
            correlate(side * (probability - 0.5), side * gross, uniqueness);
        }

        private void correlate(double x, double y, double uniqueness) {
            weight += uniqueness;
            double awayX = x - meanSaid;
            double awayY = y - meanGross;
            meanSaid += uniqueness / weight * awayX;
            meanGross += uniqueness / weight * awayY;
            squaresSaid += uniqueness * awayX * (x - meanSaid);
            squaresGross += uniqueness * awayY * (y - meanGross);
            products += uniqueness * awayX * (y - meanGross);
        }

        CallScore score() {
            double share = won / weight;
            double[] interval = wilson(share, weight);
            double lost = weight - won;
            return new CallScore(
                    calls,
                    weight,
                    share,
                    interval[0],
                    interval[1],
                    won > 0 && lost > 0 ? gains / won / (losses / lost) : Double.NaN,
                    net / weight * 1e4,
                    squaresSaid > 0 && squaresGross > 0
                            ? products / StrictMath.sqrt(squaresSaid * squaresGross)
                            : Double.NaN,
                    calibration(),
                    riskCoverage());
        }

        private List<Said> calibration() {
            List<Said> bins = new ArrayList<>();
            for (int i = 0; i < BINS; i++) {
                if (weights[i] > 0) {
                    bins.add(new Said(said[i] / weights[i], wins[i] / weights[i], weights[i]));
                }
            }
            return bins;
        }

        private List<Covered> riskCoverage() {
            List<Covered> curve = new ArrayList<>();
            double covered = 0;
            double hits = 0;
            for (int i = BINS - 1; i >= 0; i--) {
                covered += weights[i];
                hits += wins[i];
                if (weights[i] > 0) {
                    curve.add(new Covered(covered / weight, hits / covered));
                }
            }
            return curve;
        }
    }
}
