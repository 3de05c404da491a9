package io.portcullis.signals.agent;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
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
    /** The same of a bound on one side. */
    private static final double Z_ONE_SIDE = 1.6448536269514722;

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
     * @param effectiveCalls how many independent ones that is
     */
    public record Covered(double coverage, double hitRate, double effectiveCalls) {
        /** What the hit rate is above with 95 % (Wilson, one side). */
        public double hitRateLow() {
            return interval(hitRate, effectiveCalls, Z_ONE_SIDE)[0];
        }
    }

    /** Lower and upper end of Wilson's interval of a share of n. */
    public static double[] wilson(double share, double n) {
        return interval(share, n, Z);
    }

    private static double[] interval(double share, double n, double z) {
        double centre = (share + z * z / (2 * n)) / (1 + z * z / n);
        double half = z / (1 + z * z / n) * StrictMath.sqrt(share * (1 - share) / n + z * z / (4 * n * n));
        return new double[] {centre - half, centre + half};
    }

    /** Mean distance of what was said from how often it came true, weighed by calls. */
    public double calibrationError() {
        double sum = 0;
        for (Said said : calibration) {
            sum += said.effectiveCalls() * Math.abs(said.probability() - said.cameTrue());
        }
        return sum / effectiveCalls;
    }

    /** Mean hit rate over all coverages: the area under the curve. */
    public double riskCoverageArea() {
        double area = 0;
        double before = 0;
        for (Covered covered : riskCoverage) {
            area += (covered.coverage() - before) * covered.hitRate();
            before = covered.coverage();
        }
        return area;
    }

    /** The largest coverage at which the hit rate is above something with 95 %; 0 when it never is. */
    public double coverageAbove(double hitRate) {
        return riskCoverage.stream()
                .filter(covered -> covered.hitRateLow() > hitRate)
                .mapToDouble(Covered::coverage)
                .max()
                .orElse(0);
    }

    /** Running sums; constant memory. Not thread-safe. */
    public static final class Sums {
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

        /** Takes in a call. */
        public void add(ClosedCall call) {
            calls++;
            double uniqueness = call.uniqueness();
            boolean win = call.net() > 0;
            int bin = Math.min(BINS - 1, (int) (call.probability() * BINS));
            weights[bin] += uniqueness;
            wins[bin] += win ? uniqueness : 0;
            said[bin] += uniqueness * call.probability();
            won += win ? uniqueness : 0;
            gains += win ? uniqueness * call.net() : 0;
            losses -= win ? 0 : uniqueness * call.net();
            net += uniqueness * call.net();
            correlate(call.side() * (call.probability() - 0.5), call.gross(), uniqueness);
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

        /** True while nothing has closed: there is no score then. */
        public boolean isEmpty() {
            return calls == 0;
        }

        void writeTo(DataOutput out) throws IOException {
            out.writeLong(calls);
            for (double sum : sums()) {
                out.writeDouble(sum);
            }
            for (int i = 0; i < BINS; i++) {
                out.writeDouble(weights[i]);
                out.writeDouble(wins[i]);
                out.writeDouble(said[i]);
            }
        }

        private double[] sums() {
            return new double[] {
                weight, won, gains, losses, net, meanSaid, meanGross, squaresSaid, squaresGross, products
            };
        }

        static Sums readFrom(DataInput in) throws IOException {
            Sums read = new Sums();
            read.calls = in.readLong();
            read.weight = in.readDouble();
            read.won = in.readDouble();
            read.gains = in.readDouble();
            read.losses = in.readDouble();
            read.net = in.readDouble();
            read.meanSaid = in.readDouble();
            read.meanGross = in.readDouble();
            read.squaresSaid = in.readDouble();
            read.squaresGross = in.readDouble();
            read.products = in.readDouble();
            for (int i = 0; i < BINS; i++) {
                read.weights[i] = in.readDouble();
                read.wins[i] = in.readDouble();
                read.said[i] = in.readDouble();
            }
            return read;
        }

        /** Of what has closed so far. */
        public CallScore score() {
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
                    curve.add(new Covered(covered / weight, hits / covered, covered));
                }
            }
            return curve;
        }
    }
}
