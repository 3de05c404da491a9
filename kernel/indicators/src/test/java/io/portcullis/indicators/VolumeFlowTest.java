package io.portcullis.indicators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class VolumeFlowTest {
    private static final double NAN = Double.NaN;

    /** ta4j, OnBalanceVolumeIndicatorTest. */
    @Test
    void shouldBalanceVolumeByTheSignOfTheChange() {
        Obv obv = new Obv();
        double[] closes = {10, 5, 6, 7, 7, 6};
        double[] volumes = {4, 2, 3, 8, 6, 10};
        double[] balances = new double[closes.length];
        for (int i = 0; i < closes.length; i++) {
            balances[i] = obv.add(closes[i], volumes[i]);
        }
        assertThat(balances).containsExactly(0, -2, 1, 9, 9, -1);
        assertThat(obv.add(NAN, 5)).isEqualTo(-1);
    }

    /** ta4j, MoneyFlowIndexIndicatorTest: 70, 99.69788519637463, 67.64705882352942, 68.57142857142857, 37.5. */
    @Test
    void shouldGiveAHundredWhereTa4jFloorsTheOutflowAtOne() {
        Mfi mfi = new Mfi(3);
        double[] prices = {10, 9, 10, 11, 12, 11, 12, 9};
        double[] volumes = {0, 10, 10, 10, 10, 10, 10, 10};
        double[] ours = {NAN, NAN, NAN, 70, 100, 67.64705882352942, 68.57142857142857, 37.5};
        double[] theirs = {NAN, NAN, NAN, 70, 99.69788519637463, 67.64705882352942, 68.57142857142857, 37.5};
        for (int i = 0; i < prices.length; i++) {
            double index = mfi.add(prices[i], prices[i], prices[i], volumes[i]);
            assertThat(index).isEqualTo(ours[i], within(1e-12));
            double floored = 100 - 100 / (1 + mfi.inflow() / Math.max(1, mfi.outflow()));
            assertThat(floored).isEqualTo(theirs[i], within(1e-12));
        }
    }

    @Test
    void shouldStandInTheMiddleWhenNoMoneyFlows() {
        Mfi mfi = new Mfi(2);
        Random random = new Random(7);
        for (int i = 0; i < 100; i++) {
            double price = 1 + random.nextDouble();
            mfi.add(price, price, price, 1e9 * random.nextDouble());
        }
        double last = NAN;
        for (int i = 0; i < 3; i++) {
            last = mfi.add(1.5, 1.5, 1.5, 12345.678);
        }
        assertThat(last).as("exactly, whatever rounding errors went before").isEqualTo(50);
    }

    /** StockCharts' example of the Chaikin money flow; ta4j, ChaikinMoneyFlowIndicatorTest asserts the same values. */
    @Test
    void shouldGiveThePublishedChaikinFlow() {
        double[][] bars = {
            {62.34, 61.37, 62.15, 7849.025}, {62.05, 60.69, 60.81, 11692.075}, {62.27, 60.10, 60.45, 10575.307},
            {60.79, 58.61, 59.18, 13059.128}, {59.93, 58.71, 59.24, 20733.508}, {61.75, 59.86, 60.20, 29630.096},
            {60.00, 57.97, 58.48, 17705.294}, {59.00, 58.02, 58.24, 7259.203}, {59.07, 57.48, 58.69, 10474.629},
            {59.22, 58.30, 58.65, 5203.714}, {58.75, 57.83, 58.47, 3422.865}, {58.65, 57.86, 58.02, 3962.150},
            {58.47, 57.91, 58.17, 4095.905}, {58.25, 57.83, 58.07, 3766.006}, {58.35, 57.53, 58.13, 4239.335},
            {59.86, 58.58, 58.94, 8039.979}, {59.53, 58.30, 59.10, 6956.717}, {62.10, 58.53, 61.92, 18171.552},
            {62.16, 59.80, 61.37, 22225.894}, {62.67, 60.93, 61.68, 14613.509}, {62.38, 60.15, 62.09, 12319.763},
            {63.73, 62.26, 62.89, 15007.690}, {63.85, 63.00, 63.53, 8879.667}, {66.15, 63.58, 64.01, 22693.812},
            {65.34, 64.07, 64.77, 10191.814}, {66.48, 65.20, 65.22, 10074.152}, {65.23, 63.21, 63.28, 9411.620},
            {63.40, 61.88, 62.40, 10391.690}, {63.18, 61.11, 61.55, 8926.512}, {62.70, 61.25, 62.69, 7459.575}
        };
        double[] published = {
            -0.1211, -0.0997, -0.0659, -0.0257, -0.0617, -0.0481, -0.0086, -0.0087, -0.005, -0.0574, -0.0148
        };
        Cmf cmf = new Cmf(20);
        for (int i = 0; i < bars.length; i++) {
            double flow = cmf.add(bars[i][0], bars[i][1], bars[i][2], bars[i][3]);
            if (i < 19) {
                assertThat(flow).isNaN();
            } else {
                assertThat(flow).isEqualTo(published[i - 19], within(1e-4));
            }
        }
    }

    /** The same example before its twentieth bar, where ta4j takes the bars that there are. */
    @Test
    void shouldGiveThePublishedChaikinFlowOfTheFirstBarAndOfTheFirstTwo() {
        Cmf one = new Cmf(1);
        assertThat(one.add(62.34, 61.37, 62.15, 7849.025)).isEqualTo(0.6082, within(5e-5));
        Cmf two = new Cmf(2);
        two.add(62.34, 61.37, 62.15, 7849.025);
        assertThat(two.add(62.05, 60.69, 60.81, 11692.075)).isEqualTo(-0.2484, within(5e-5));
    }

    @Test
    void shouldCountNoFlowInABarWithoutARange() {
        Cmf cmf = new Cmf(2);
        cmf.add(20, 20, 20, 100);
        assertThat(cmf.add(40, 10, 20, 100)).isEqualTo(-1 / 6.0, within(1e-12));
        assertThat(new Cmf(1).add(40, 10, 20, 0)).as("nothing traded").isNaN();
    }

    /** ta4j, VWAPIndicatorTest, five bars of equal volume. */
    @Test
    void shouldGiveThePublishedVolumeWeightedPrice() {
        double[][] bars = {
            {45.17, 44.96, 45.05}, {45.15, 44.99, 45.10}, {45.32, 45.11, 45.19}, {45.25, 45.04, 45.14},
            {45.20, 45.10, 45.15}, {45.20, 45.10, 45.14}, {45.16, 45.07, 45.10}, {45.22, 45.10, 45.15},
            {45.27, 45.14, 45.22}, {45.45, 45.20, 45.43}, {45.50, 45.39, 45.44}, {45.60, 45.35, 45.55},
            {45.61, 45.39, 45.55}, {45.55, 44.80, 45.01}, {45.04, 44.17, 44.23}, {44.29, 43.81, 43.95},
            {43.99, 43.08, 43.08}, {43.65, 43.06, 43.55}, {43.99, 43.53, 43.95}
        };
        double[] published = {
            45.1453, 45.1513, 45.1413, 45.1547, 45.1967, 45.2560, 45.3340, 45.4060, 45.3880, 45.2120, 44.9267, 44.5033,
            44.0840, 43.8247
        };
        Vwap vwap = new Vwap(5);
        for (int i = 0; i < bars.length; i++) {
            double price = vwap.add(bars[i][0], bars[i][1], bars[i][2], 1);
            if (i < 4) {
                assertThat(price).isNaN();
            } else if (i > 4) {
                assertThat(price).isEqualTo(published[i - 5], within(5e-5));
            }
        }
    }

    /** By hand with Phi. The other half of each bucket is all bought, so its imbalance is the share bought of the bar. */
    @Test
    void shouldSplitABarIntoBuysAndSellsInBulk() {
        double[] changes = {0.1, -0.05, 0, 0.2, -0.3};
        double[] buys = {747.5075, 369.4413, 500, 908.7888, 22.7501};
        for (int i = 0; i < changes.length; i++) {
            Vpin vpin = new Vpin(1);
            vpin.resize(2000);
            assertThat(vpin.add(changes[i], 0.15, 1000)).isNaN();
            assertThat(1000 * vpin.add(1, 0, 1000)).isEqualTo(buys[i], within(5e-5));
        }
    }

    /** The five bars of the test above, a bucket each. */
    @Test
    void shouldMeasureImbalanceOverBucketsOfEqualVolume() {
        Vpin vpin = new Vpin(5);
        vpin.resize(1000);
        double[] changes = {0.1, -0.05, 0, 0.2, -0.3};
        double last = NAN;
        for (int i = 0; i < changes.length; i++) {
            assertThat(last).isNaN();
            last = vpin.add(changes[i], 0.15, 1000);
        }
        assertThat(last).isEqualTo(0.5056419082389065, within(1e-12));
    }

    /** 600 at Phi(1), 900 at Phi(-1): the second bar is cut after 400, its rest waits. */
    @Test
    void shouldCutABarWhereABucketEnds() {
        Vpin vpin = new Vpin(1);
        vpin.resize(1000);
        assertThat(vpin.add(1, 1, 600)).isNaN();
        double bought = 600 * Normal.cdf(1) + 400 * Normal.cdf(-1);
        assertThat(vpin.add(-1, 1, 900)).isEqualTo(Math.abs(2 * bought - 1000) / 1000, within(1e-12));
        double rest = 500 * Normal.cdf(-1) + 500 * Normal.cdf(0);
        assertThat(vpin.add(0, 1, 500)).isEqualTo(Math.abs(2 * rest - 1000) / 1000, within(1e-12));
    }

    @Test
    void shouldBearABarOfManyBuckets() {
        Vpin vpin = new Vpin(50);
        vpin.resize(1);
        assertThat(vpin.add(1, 1, 1e15)).isEqualTo(2 * Normal.cdf(1) - 1, within(1e-9));
        assertThat(vpin.add(1, NAN, 10)).as("passed over").isEqualTo(2 * Normal.cdf(1) - 1, within(1e-9));
        assertThatThrownBy(() -> vpin.resize(0)).hasMessageContaining("got 0.0");
    }

    /** The naive twin goes share by share. */
    @Test
    void shouldAgreeWithAMeasureTakenShareByShare() {
        long seed = 11;
        Random random = new Random(seed);
        Vpin vpin = new Vpin(7);
        vpin.resize(100);
        RingWindow naive = new RingWindow(7);
        double bought = 0;
        int shares = 0;
        for (int bar = 0; bar < 500; bar++) {
            double change = random.nextGaussian();
            int volume = 1 + random.nextInt(300);
            for (int share = 0; share < volume; share++) {
                bought += Normal.cdf(change / 1.5);
                if (++shares == 100) {
                    naive.add(Math.abs(2 * bought - 100) / 100);
                    bought = 0;
                    shares = 0;
                }
            }
            double measure = vpin.add(change, 1.5, volume);
            double sum = 0;
            for (int age = 0; age < 7; age++) {
                sum += naive.ago(age);
            }
            assertThat(measure).as("seed %d, bar %d", seed, bar).isEqualTo(sum / 7, within(1e-9));
        }
    }

    @Test
    void shouldRankAValueAmongTheLast() {
        EmpiricalCdf cdf = new EmpiricalCdf(4);
        for (double value : new double[] {9, 1, 2, NAN, 3}) {
            assertThat(cdf.of(2)).isNaN();
            cdf.add(value);
        }
        assertThat(cdf.of(2)).isEqualTo(0.5);
        cdf.add(4);
        assertThat(cdf.of(4)).as("9 fell out").isEqualTo(1);
        assertThat(cdf.of(0)).isZero();
    }
}
