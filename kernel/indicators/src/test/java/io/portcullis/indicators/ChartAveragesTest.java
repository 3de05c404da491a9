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
        double[] published = {
            70.5328, 66.3186, 66.5498, 69.4063, 66.3552, 57.9749, 62.9296, 63.2571, 56.0593, 62.3771, 54.7076, 50.4228,
            39.9898, 41.4605, 41.8689, 45.4632, 37.3040, 33.0795, 37.7730
        };
        Rsi rsi = new Rsi(14);
        double last = Double.NaN;
        for (int i = 0; i < closes.length; i++) {
            last = rsi.add(closes[i]);
            if (i < 14) {
                assertThat(last).isNaN();
            } else {
                assertThat(last).isEqualTo(published[i - 14], within(5e-5));
            }
        }
    }

    /** The prices of TA-Lib's own test, 2.3e-7 and 2.4e-7, and a hundred thousand times as much: nothing is too small to count. */
    @Test
    void shouldNotDrownTinyPrices() {
        int[] hundredMillionths = {24, 24, 24, 24, 24, 23, 24, 24, 24, 24, 23, 24, 23, 24, 23, 24, 24, 23, 23, 23};
        double[] published = {
            33.333333333333329, 51.351351351351347, 39.491916859122398, 51.84807024709005, 42.25953803191981,
            52.101824405061215, 52.101824405061215, 43.043664867691085, 43.043664867691085, 43.043664867691085
        };
        for (double unit : new double[] {1e-8, 1e-3}) {
            Rsi rsi = new Rsi(10);
            for (int i = 0; i < hundredMillionths.length; i++) {
                double value = rsi.add(hundredMillionths[i] * unit);
                if (i < 10) {
                    assertThat(value).isNaN();
                } else {
                    assertThat(value).isEqualTo(published[i - 10], within(1e-6));
                }
            }
        }
    }

    @Test
    void shouldSeedTheAverageWithTheMeanOfTheFirstValues() {
        Ema ema = new Ema(3);
        assertThat(ema.add(1)).isNaN();
        assertThat(ema.add(2)).isNaN();
        assertThat(ema.add(6)).isEqualTo(3);
        assertThat(ema.add(5)).isEqualTo(4);
    }
}
