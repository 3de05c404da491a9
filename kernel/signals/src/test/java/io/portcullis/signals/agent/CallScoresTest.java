package io.portcullis.signals.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.portcullis.model.id.AgentId;
import io.portcullis.model.id.InstrumentId;
import io.portcullis.model.signal.Direction;
import io.portcullis.model.signal.FeatureFrame;
import io.portcullis.model.signal.Signal;
import io.portcullis.testkit.Frames;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CallScoresTest {
    private static final AgentId AGENT = AgentId.of("a");

    private final CallScores scores = new CallScores(10);
    private int day;

    /** UP gains 2 % more than the mean of three names each day, DOWN 2 % less; after cost 190 basis points a day are left. */
    @Test
    void shouldScoreACallAtItsHorizonNetOfTheMarketAndOfCost() {
        day(0, 0, 0);
        scores.calls(List.of(call("UP", Direction.LONG, 1, 0.6), call("DOWN", Direction.LONG, 1, 0.55)));
        assertThat(scores.scores()).isEmpty();
        day(0.02, -0.02, 0);
        CallScore score = scores.scores().get(AGENT);
        assertThat(score.calls()).isEqualTo(2);
        assertThat(score.effectiveCalls()).isEqualTo(2);
        assertThat(score.hitRate()).isEqualTo(0.5);
        assertThat(score.payoffRatio()).isEqualTo(190.0 / 210, within(1e-9));
        assertThat(score.expectancyBps()).isEqualTo(-10, within(1e-9));
        assertThat(score.informationCoefficient()).isEqualTo(1, within(1e-9));
    }

    @Test
    void shouldTakeWhatOnlyCoversItsCostForALoss() {
        day(0, 0, 0);
        scores.calls(List.of(call("UP", Direction.LONG, 1, 0.6)));
        day(0.001, -0.001, 0);
        assertThat(scores.scores().get(AGENT).hitRate()).isZero();
    }

    /** Said every day with a horizon of four days: from the fourth day on four calls are open at once, so ten days are little over two calls. */
    @Test
    void shouldNotCountTheSameOpinionAgainEachDay() {
        for (int i = 0; i < 10; i++) {
            day(0.02, -0.02, 0);
            scores.calls(List.of(call("UP", Direction.LONG, 4, 0.6)));
        }
        for (int i = 0; i < 4; i++) {
            day(0.02, -0.02, 0);
        }
        CallScore score = scores.scores().get(AGENT);
        assertThat(score.calls()).isEqualTo(10);
        // 13 days on which at least one call was open, in horizons of four.
        assertThat(score.effectiveCalls()).isEqualTo(13 / 4.0, within(1e-12));
    }

    @Test
    void shouldPassOverOverlaysAndNamesWithoutAPrice() {
        day(0, 0, 0);
        Signal overlay = new Signal(AGENT, InstrumentId.of("UP"), 0, 1, Direction.SHORT, 0.9, 0, 100, "overlay");
        scores.calls(List.of(overlay, call("NOBODY", Direction.LONG, 1, 0.6)));
        day(0.02, -0.02, 0);
        assertThat(scores.scores()).isEmpty();
    }

    /** 1,000 calls with 626 wins are the fewest whose one-sided bound is above 0.6; here the two-sided interval of the same share. */
    @Test
    void shouldKnowWilsonsInterval() {
        double[] interval = CallScore.wilson(0.5, 100);
        assertThat(interval[0]).isEqualTo(0.4038315, within(1e-7));
        assertThat(interval[1]).isEqualTo(0.5961685, within(1e-7));
        assertThat(CallScore.wilson(0, 10)[0]).isEqualTo(0, within(1e-15));
    }

    /** An agent whose 0.7 comes true in 7 of 10 cases and whose 0.55 in 5.5: it is calibrated, and the surest calls are the best. */
    @Test
    void shouldDrawCalibrationAndRiskCoverage() {
        CallScore.Sums sums = new CallScore.Sums();
        Random random = new Random(20261130);
        for (int i = 0; i < 200_000; i++) {
            double said = i % 4 == 0 ? 0.7 : 0.55;
            double result = random.nextDouble() < said ? 0.01 : -0.01;
            sums.add(new ClosedCall(AGENT, InstrumentId.of("UP"), 1, 2, 1, said, result, result, 1));
        }
        CallScore score = sums.score();
        assertThat(score.calibration()).hasSize(2).allMatch(bin -> Math.abs(bin.cameTrue() - bin.probability()) < 0.01);
        assertThat(score.riskCoverage()).hasSize(2);
        assertThat(score.riskCoverage().get(0).coverage()).isEqualTo(0.25, within(1e-9));
        assertThat(score.riskCoverage().get(0).hitRate()).isEqualTo(0.7, within(0.01));
        assertThat(score.riskCoverage().get(1).hitRate()).isEqualTo(score.hitRate(), within(1e-12));
        assertThat(score.payoffRatio()).isEqualTo(1, within(1e-9));
    }

    @Test
    void shouldSayAtWhichCoverageTheHitRateIsSurelyAboveSomething() {
        CallScore score = new CallScore(
                400,
                400,
                0.6,
                0,
                0,
                1,
                0,
                0,
                List.of(new CallScore.Said(0.7, 0.75, 100), new CallScore.Said(0.55, 0.55, 300)),
                List.of(new CallScore.Covered(0.25, 0.75, 100), new CallScore.Covered(1, 0.6, 400)));
        assertThat(score.coverageAbove(0.6)).isEqualTo(0.25);
        assertThat(score.coverageAbove(0.5)).isEqualTo(1);
        assertThat(score.coverageAbove(0.7)).isZero();
        assertThat(score.riskCoverageArea()).isEqualTo(0.25 * 0.75 + 0.75 * 0.6, within(1e-12));
        assertThat(score.calibrationError()).isEqualTo(0.0125, within(1e-12));
        // 626 of 1,000 are the fewest whose bound on one side is above 0.6
        assertThat(new CallScore.Covered(1, 0.626, 1000).hitRateLow()).isGreaterThan(0.6);
        assertThat(new CallScore.Covered(1, 0.625, 1000).hitRateLow()).isLessThan(0.6);
    }

    /** A restart in the middle changes nothing: same calls, same scores, bit by bit. */
    @Test
    void shouldGoOnAfterARestart() {
        CallScores restarted = new CallScores(10);
        Random random = new Random(11);
        for (int i = 0; i < 40; i++) {
            double[] returns = {0.02 * random.nextGaussian(), 0.02 * random.nextGaussian()};
            day(returns[0], returns[1], 0);
            List<Signal> said = List.of(call(
                    "UP", random.nextBoolean() ? Direction.LONG : Direction.SHORT, 5, 0.5 + random.nextDouble() / 4));
            scores.calls(said);
            if (i == 19) {
                restarted.restore(scores.snapshot());
            } else if (i > 19) {
                restarted.day(frame(returns[0], returns[1], 0));
                restarted.calls(said);
            }
        }
        assertThat(restarted.scores()).isEqualTo(scores.scores()).isNotEmpty();
        assertThat(restarted.snapshot()).isEqualTo(scores.snapshot());
    }

    @Test
    void shouldKnowNothingAfterBytesThatAreNoSnapshot() {
        day(0, 0, 0);
        scores.calls(List.of(call("UP", Direction.LONG, 1, 0.6)));
        day(0.02, -0.02, 0);
        assertThatIllegalArgumentException().isThrownBy(() -> scores.restore(new byte[] {0, 0, 0, 9}));
        assertThat(scores.scores()).isEmpty();
    }

    /** Signs drawn by lot: no agent shows skill there. */
    @Test
    void shouldFindNoSkillInRandomSigns() {
        Random random = new Random(7);
        for (int i = 0; i < 2_000; i++) {
            day(0.02 * random.nextGaussian(), 0.02 * random.nextGaussian(), 0.02 * random.nextGaussian());
            Direction side = random.nextBoolean() ? Direction.LONG : Direction.SHORT;
            scores.calls(List.of(call("UP", side, 1, 0.5 + 0.1 * random.nextDouble())));
        }
        CallScore score = scores.scores().get(AGENT);
        assertThat(score.hitRateLow()).isLessThan(0.5);
        assertThat(score.informationCoefficient()).isBetween(-0.07, 0.07);
        assertThat(score.expectancyBps()).isBetween(-100.0, 60.0);
    }

    private void day(double up, double down, double flat) {
        day++;
        scores.day(frame(up, down, flat));
    }

    private FeatureFrame frame(double up, double down, double flat) {
        return Frames.of("return.1d", "bars")
                .row("DOWN", "Energy", down, day)
                .row("FLAT", "Energy", flat, day)
                .row("UP", "Energy", up, day)
                .at(day);
    }

    private static Signal call(String instrument, Direction direction, int horizonDays, double probability) {
        return new Signal(AGENT, InstrumentId.of(instrument), 0, horizonDays, direction, probability, 5, 100, "test-1");
    }
}
