package io.portcullis.signals.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.portcullis.model.event.EngineEvent;
import io.portcullis.model.id.AgentId;
import io.portcullis.model.id.InstrumentId;
import io.portcullis.model.signal.Direction;
import io.portcullis.model.signal.Signal;
import io.portcullis.signals.agent.ClosedCall;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EvaluationTest {
    private static final AgentId AGENT = AgentId.of("a");
    private static final InstrumentId NAME = InstrumentId.of("UP");
    private static final double COST = 0.001;
    private static final int NAMES = 20;

    /** A year of calls on twenty names: what is said correlates with what happens by so much; 0 for an agent that knows nothing. */
    private static CallSeries calls(double skill, int days, int horizon, long seed) {
        Random random = new Random(seed);
        CallSeries calls = new CallSeries(AGENT);
        for (int day = 1; day <= days; day++) {
            for (int name = 0; name < NAMES; name++) {
                double said = random.nextGaussian();
                double gross = 0.02 * (skill * said + Math.sqrt(1 - skill * skill) * random.nextGaussian());
                int side = said > 0 ? 1 : -1;
                double probability = 0.5 + Math.min(0.45, 0.1 * Math.abs(said));
                calls.add(call(day, day + horizon, side, probability, gross));
            }
        }
        return calls;
    }

    private static ClosedCall call(int said, int closed, int side, double probability, double gross) {
        return new ClosedCall(AGENT, NAME, said, closed, side, probability, gross, side * gross - COST, 1);
    }

    @Test
    void shouldFindNoSkillInRandomSignsAndShuffledLabelsHoweverMuchTheAgentKnows() {
        for (double skill : new double[] {0, 0.3}) {
            Controls controls = Controls.of(calls(skill, 250, 1, 5), 200, 20261130);
            for (Controls.Spread spread : List.of(controls.signs(), controls.labels())) {
                assertThat(Math.abs(spread.meanInErrors(200)))
                        .as(spread.toString())
                        .isLessThan(2);
                assertThat(spread.deviation()).isBetween(0.85, 1.15);
                assertThat(spread.beyondTwo()).isBetween(0.005, 0.1);
            }
        }
    }

    /** The control can fail: the same calls, not shuffled, are far from nothing. */
    @Test
    void shouldFindSkillWhereThereIsSome() {
        assertThat(Controls.labelsAsTheyAre(calls(0.3, 250, 1, 5))).isGreaterThan(10);
        assertThat(Math.abs(Controls.labelsAsTheyAre(calls(0, 250, 1, 6)))).isLessThan(2);
    }

    @Test
    void shouldFitOnWhatHadClosedBeforeTheEmbargoAndJudgeWhatWasSaidAfterwards() {
        Protocol protocol = Protocol.folds(101, 700, 5);
        assertThat(protocol.testFrom()).containsExactly(201, 301, 401, 501, 601);
        assertThat(protocol.embargoDays()).isEqualTo(6);
        assertThat(protocol.testTo(0)).isEqualTo(300);
        assertThat(protocol.testTo(4)).isEqualTo(700);
        CallSeries calls = new CallSeries(AGENT);
        calls.add(call(180, 194, 1, 0.6, 0)); // closed the day before the embargo
        calls.add(call(181, 195, 1, 0.6, 0)); // in the embargo
        calls.add(call(195, 209, 1, 0.6, 0)); // reaches into the fold: purged
        calls.add(call(201, 215, 1, 0.6, 0));
        calls.add(call(300, 314, 1, 0.6, 0));
        calls.add(call(301, 315, 1, 0.6, 0)); // of the next fold
        boolean[] train = new boolean[6];
        boolean[] test = new boolean[6];
        for (int i = 0; i < 6; i++) {
            train[i] = protocol.mayTrain(calls, i, 0);
            test[i] = protocol.isTest(calls, i, 0);
        }
        assertThat(train).containsExactly(true, false, false, false, false, false);
        assertThat(test).containsExactly(false, false, false, true, true, false);
    }

    @Test
    void shouldJudgeOutOfSampleAndSayWhatCalibrationBrings() {
        WalkForward knows = WalkForward.of(calls(0.5, 600, 1, 9), 1, Protocol.folds(1, 600, 5));
        assertThat(knows.folds()).hasSize(5);
        assertThat(knows.all().score().calls()).isEqualTo(500L * NAMES);
        assertThat(knows.folds().get(0).trainedOn()).isBetween(90 * NAMES, 99 * NAMES);
        assertThat(knows.folds().get(0).calibration()).isEqualTo("isotonic");
        assertThat(knows.all().brierCalibrated()).isLessThan(knows.all().brierBase());
        assertThat(knows.all().expectancyBps().errorsAbove(0)).isGreaterThan(5);
        assertThat(knows.all().hitRate().mean()).isEqualTo(knows.all().score().hitRate(), within(1e-12));
        assertThat(knows.all().kept().hitRate()).isGreaterThan(0.6);

        WalkForward nothing = WalkForward.of(calls(0, 600, 1, 10), 1, Protocol.folds(1, 600, 5));
        assertThat(nothing.all().expectancyBps().errorsAbove(0)).isLessThan(2);
        assertThat(nothing.folds()).allMatch(fold -> Double.isNaN(fold.threshold()));
        assertThat(nothing.all().kept()).isNull();
    }

    /** Five blocks of which each is far above zero: errors estimated from five values are no proof. */
    @Test
    void shouldGiveNoChanceOfAFewBlocks() {
        WalkForward few = WalkForward.of(calls(0.5, 121, 21, 11), 21, Protocol.from(1, 121, 21));
        assertThat(few.all().expectancyBps().blocks()).isLessThan(10);
        assertThat(few.all().expectancyBps().errorsAbove(0)).isGreaterThan(5);
        assertThat(few.all().expectancyBps().chance(0)).isNaN();

        WalkForward many = WalkForward.of(calls(0.5, 600, 1, 9), 1, Protocol.folds(1, 600, 5));
        assertThat(many.all().expectancyBps().chance(0)).isLessThan(1e-4);
        assertThat(many.all().expectancyBps().chance(1e4)).isGreaterThan(1 - 1e-4);
    }

    @Test
    void shouldSayNothingOfAnAgentWithoutCalls() {
        WalkForward none = WalkForward.of(new CallSeries(AGENT), 5, Protocol.from(1, 100, 80));
        assertThat(none.all().score()).isNull();
        assertThat(none.all().expectancyBps().mean()).isNaN();
        assertThat(none.folds().get(0).calibration()).isEqualTo("identity");
    }

    /** Forty blocks in which all calls come out the same: as many independent calls as blocks, whatever the number of calls. */
    @Test
    void shouldNotTakeCallsOfTheSameWeeksForIndependent() {
        CallSeries calls = new CallSeries(AGENT);
        for (int day = 0; day < 400; day++) {
            double gross = day / 10 % 2 == 0 ? 0.01 : -0.01;
            for (int name = 0; name < NAMES; name++) {
                calls.add(call(day, day + 1, 1, 0.6, gross));
            }
        }
        BlockMean mean = BlockMean.of(calls, 10, calls::gross);
        assertThat(mean.mean()).isEqualTo(0, within(1e-15));
        assertThat(mean.blocks()).isEqualTo(40);
        assertThat(mean.error()).isEqualTo(0.01 / Math.sqrt(39), within(1e-12));
    }

    @Test
    void shouldKnowHowFarTwoAgentsSayTheSame() {
        assertThat(Agreement.rankCorrelation(new double[] {1, 2, 3, 4, 5}, new double[] {2, 1, 4, 3, 5}))
                .isEqualTo(0.8, within(1e-12));
        assertThat(Agreement.rankCorrelation(new double[] {1, 1, 2}, new double[] {1, 1, 2}))
                .isEqualTo(1, within(1e-12));
        assertThat(Agreement.rankCorrelation(new double[] {1, 1}, new double[] {1, 2}))
                .isNaN();

        Agreement agreement = new Agreement(1);
        Random random = new Random(3);
        for (int i = 0; i < 50_000; i++) {
            double common = random.nextGaussian();
            agreement.on(new EngineEvent.SignalBatch(
                    i,
                    NAME,
                    List.of(said("a", common + random.nextGaussian()), said("b", common + random.nextGaussian()))));
        }
        Agreement.Together both = agreement.pairs().get(new Agreement.Pair(AgentId.of("a"), AgentId.of("b")));
        assertThat(both.both()).isEqualTo(50_000);
        // Pearson's is a half, and Spearman's of normals 6 / pi asin(1 / 4)
        assertThat(both.rankCorrelation()).isEqualTo(6 / Math.PI * Math.asin(0.25), within(0.02));
    }

    private static Signal said(String agent, double score) {
        return new Signal(
                AgentId.of(agent),
                NAME,
                0,
                5,
                score > 0 ? Direction.LONG : Direction.SHORT,
                0.6,
                Math.abs(score),
                100,
                "v");
    }
}
