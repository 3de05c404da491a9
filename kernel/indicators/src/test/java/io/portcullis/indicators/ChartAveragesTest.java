package io.portcullis.indicators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ChartAveragesTest {
    /** The published example of StockCharts' ChartSchool. */
    @Test
    void shouldGiveThePublishedRelativeStrength() {
        double[] closes = {
            44.3389, 44.0902, 44.1497, 43.6124, 44.3278, 44.8264, 45.0955, 45.4245, 45.8433, 46.0826, 45.8931,
            46.0328, 45.6140, 46.2820, 46.2820, 46.0028, 46.0328, 46.4116, 46.2222, 45.6439, 46.2122, 46.2521,
            45.7137, 46.4515, 45.7835, 45.3548, 44.0288, 44.1783, 44.2181, 44.5672, 43.4205, 42.6628, 43.1314
        };
        double[] published = {70.5328, 66.3186, 66.5498, 69.4063, 66.3552, 57.9749};
        Rsi rsi = new Rsi(14);
        double last = Double.NaN;
        for (int i = 0; i < closes.length; i++) {
            last = rsi.add(closes[i]);
            if (i < 14) {
                assertThat(last).isNaN();
            } else if (i - 14 < published.length) {
                assertThat(last).isEqualTo(published[i - 14], within(5e-5));
            }
        }
        assertThat(last).isEqualTo(37.7730, within(5e-5));
    }

    @Test
    void shouldNotDrownTinyPrices() {
        Rsi tiny = new Rsi(2);
        Rsi large = new Rsi(2);
        double[] closes = {2.3, 2.4, 2.3, 2.4, 2.4};
        double last = 0;
        for (double close : closes) {
            last = tiny.add(close * 1e-7);
            assertThat(Double.isNaN(last) ? -1 : last).isEqualTo(asNumber(large.add(close)), within(1e-6));
        }
        assertThat(last).isBetween(1.0, 99.0);
    }

    @Test
    void shouldSeedTheAverageWithTheMeanOfTheFirstValues() {
        Ema ema = new Ema(3);
        assertThat(ema.add(1)).isNaN();
        assertThat(ema.add(2)).isNaN();
        assertThat(ema.add(6)).isEqualTo(3);
        assertThat(ema.add(5)).isEqualTo(4);
    }

    private static double asNumber(double value) {
        return Double.isNaN(value) ? -1 : value;
    }
}
