package io.portcullis.signals.evaluation;

import io.portcullis.indicators.calibration.Calibrator;
import io.portcullis.signals.agent.CallScore;
import java.util.ArrayList;
import java.util.List;

/**
 * An agent's calls, fold by fold and together, out of sample: what is fitted (a calibrator, a threshold) is fitted on earlier calls
 * only.
 *
 * @param folds each
 * @param all the calls of all folds together; its {@code trainedOn} and {@code threshold} mean nothing
 */
public record WalkForward(List<Fold> folds, Fold all) {
    private static final double BPS = 1e4;
    private static final double HIT_RATE_WANTED = 0.6;
    /** Trading days of a month. */
    private static final int BLOCK_DAYS_MIN = 21;

    /** Copies the folds. */
    public WalkForward {
        folds = List.copyOf(folds);
    }

    /**
     * By a protocol.
     *
     * @param horizonDays the agent's, which makes blocks of days independent
     */
    public static WalkForward of(CallSeries calls, int horizonDays, Protocol protocol) {
        int blockDays = Math.max(BLOCK_DAYS_MIN, horizonDays);
        List<Fold> folds = new ArrayList<>();
        Tally together = new Tally(calls);
        for (int fold = 0; fold < protocol.testFrom().size(); fold++) {
            Tally tally = new Tally(calls);
            folds.add(judge(calls, protocol, fold, blockDays, tally));
            together.addAll(tally);
        }
        return new WalkForward(folds, together.fold(0, "", Double.NaN, blockDays));
    }

    private static Fold judge(CallSeries calls, Protocol protocol, int fold, int blockDays, Tally tally) {
        CallSeries earlier = calls.where(i -> protocol.mayTrain(calls, i, fold));
        Calibrator calibrator = fit(earlier);
        double base = base(earlier);
        double threshold = Threshold.of(earlier, HIT_RATE_WANTED);
        for (int i = 0; i < calls.size(); i++) {
            if (protocol.isTest(calls, i, fold)) {
                tally.add(i, calibrator, base, threshold);
            }
        }
        String kind = calibrator.toString().split(" ")[0];
        return tally.fold(earlier.size(), kind, threshold, blockDays);
    }

    private static Calibrator fit(CallSeries calls) {
        double[] said = new double[calls.size()];
        boolean[] won = new boolean[calls.size()];
        for (int i = 0; i < said.length; i++) {
            said[i] = calls.probability(i);
            won[i] = calls.won(i);
        }
        return Calibrator.fit(said, won);
    }

    /** Share of calls that came out; a half when there were none. */
    private static double base(CallSeries calls) {
        double weight = 1;
        double won = 0.5;
        for (int i = 0; i < calls.size(); i++) {
            weight += calls.uniqueness(i);
            won += calls.won(i) ? calls.uniqueness(i) : 0;
        }
        return won / weight;
    }

    /** The calls of a fold as they are gone through. */
    private static final class Tally {
        private final CallSeries all;
        private final CallSeries test;
        private final CallScore.Sums sums = new CallScore.Sums();
        private final CallScore.Sums kept = new CallScore.Sums();
        private final List<Integer> tested = new ArrayList<>();
        private final List<Integer> keptOnes = new ArrayList<>();
        private double weight;
        private double raw;
        private double calibrated;
        private double base;

        Tally(CallSeries all) {
            this.all = all;
            this.test = new CallSeries(all.agent());
        }

        void add(int i, Calibrator calibrator, double baseRate, double threshold) {
            double w = all.uniqueness(i);
            double came = all.won(i) ? 1 : 0;
            weight += w;
            raw += w * square(all.probability(i) - came);
            calibrated += w * square(calibrator.apply(all.probability(i)) - came);
            base += w * square(baseRate - came);
            tested.add(i);
            test.add(all.call(i));
            sums.add(all.call(i));
            if (all.probability(i) >= threshold) {
                keptOnes.add(i);
                kept.add(all.call(i));
            }
        }

        void addAll(Tally other) {
            weight += other.weight;
            raw += other.raw;
            calibrated += other.calibrated;
            base += other.base;
            for (int i : other.tested) {
                test.add(all.call(i));
                sums.add(all.call(i));
            }
            other.keptOnes.forEach(i -> kept.add(all.call(i)));
        }

        private static double square(double x) {
            return x * x;
        }

        Fold fold(int trainedOn, String calibration, double threshold, int blockDays) {
            return new Fold(
                    trainedOn,
                    calibration,
                    sums.isEmpty() ? null : sums.score(),
                    BlockMean.of(test, blockDays, i -> BPS * test.net(i)),
                    BlockMean.of(test, blockDays, i -> test.won(i) ? 1 : 0),
                    raw / weight,
                    calibrated / weight,
                    base / weight,
                    threshold,
                    kept.isEmpty() ? null : kept.score());
        }
    }
}
