package io.portcullis.agent.hedging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class CovariationTest {
    @Test
    void shouldFindTheRatioOfLeastVariance() {
        Covariation days = equalWeights(
                new double[] {0.01, -0.02, 0.015, 0.005, -0.01}, new double[] {0.012, -0.018, 0.02, 0, -0.012});
        assertThat(days.ratio()).isEqualTo(0.89003164556962, within(1e-13));
        assertThat(days.effectiveness()).isEqualTo(0.942386448250186, within(1e-13));
        assertThat(days.shrunkRatio()).isEqualTo(0.33 + 0.67 * 0.89003164556962, within(1e-13));
    }

    /** empyrical's tests: mixed returns on negative ones, beta, and alpha of a year without a riskless rate. */
    @Test
    void shouldAgreeWithEmpyricalsBetaAndAlpha() {
        double[] mixed = {0.01, 0.10, -0.04, 0.02, 0.03, 0.02, 0.01, -0.10};
        double[] negative = {-0.06, -0.07, -0.01, -0.09, -0.02, -0.06, -0.08, -0.05};
        Covariation days = equalWeights(mixed, negative);
        assertThat(days.ratio()).isEqualTo(-0.71296296296296313, within(1e-13));
        double daily = days.meanName() - days.ratio() * days.meanHedge();
        assertThat(Math.pow(1 + daily, 252) - 1).isEqualTo(-0.9997853834885004, within(1e-12));
    }

    @Test
    void shouldFindTwoAndMinusOneOfMultiplesOfItself() {
        double[] x = {0.01, -0.02, 0.03, 0.005};
        double[] twice = {0.02, -0.04, 0.06, 0.01};
        double[] less = {-0.01, 0.02, -0.03, -0.005};
        assertThat(equalWeights(twice, x).ratio()).isEqualTo(2, within(1e-13));
        assertThat(equalWeights(x, less).ratio()).isEqualTo(-1, within(1e-13));
    }

    /** The slow twin: weights written out, means and moments afterwards. */
    @Test
    void shouldWeighAsItsHalfLifeSays() {
        Random random = new Random(11);
        Covariation fast = new Covariation(5);
        double[] s = new double[40];
        double[] f = new double[40];
        for (int i = 0; i < 40; i++) {
            f[i] = random.nextGaussian();
            s[i] = f[i] * (i < 20 ? 2 : 0.5) + random.nextGaussian();
            fast.add(s[i], f[i]);
        }
        double w = 0, ms = 0, mf = 0, sf = 0, ff = 0;
        for (int i = 0; i < 40; i++) {
            double weight = Math.pow(0.5, (39 - i) / 5.0);
            w += weight;
            ms += weight * s[i];
            mf += weight * f[i];
        }
        for (int i = 0; i < 40; i++) {
            double weight = Math.pow(0.5, (39 - i) / 5.0);
            sf += weight * (s[i] - ms / w) * (f[i] - mf / w);
            ff += weight * (f[i] - mf / w) * (f[i] - mf / w);
        }
        assertThat(fast.ratio()).isEqualTo(sf / ff, within(1e-12));
    }

    /** Losses 1 to 10: of the worst fifth the mean of 9 and 10, of the worst 15 % all of 10 and half of 9. */
    @Test
    void shouldCountTheBorderOfTheTailInPart() {
        double[] losses = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
        assertThat(HedgedName.tailLoss(losses, 0.2)).isEqualTo(9.5, within(1e-12));
        assertThat(HedgedName.tailLoss(losses, 0.15)).isEqualTo(9.6666667, within(1e-7));
        assertThat(HedgedName.tailLoss(losses, 0.05)).isEqualTo(10, within(1e-12));
    }

    private static Covariation equalWeights(double[] s, double[] f) {
        Covariation days = new Covariation(Double.POSITIVE_INFINITY);
        for (int i = 0; i < s.length; i++) {
            days.add(s[i], f[i]);
        }
        return days;
    }
}
