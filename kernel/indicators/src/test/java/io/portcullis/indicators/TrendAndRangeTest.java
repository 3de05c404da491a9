package io.portcullis.indicators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Worked out by hand; whole published series are in {@link PublishedSeriesTest}. */
class TrendAndRangeTest {
    private static final double NAN = Double.NaN;

    /** Fast averages 2, 4, 4, 20/3 from the second close on; slow 3, 3.5, 5.75 from the third; signal 0.75, 31/36. */
    @Test
    void shouldGiveLineSignalAndHistogramOfTwoAverages() {
        Macd macd = new Macd(2, 3, 2);
        double[] closes = {1, 3, 5, 4, 8};
        assertThat(Series.of(macd::add, closes))
                .containsExactly(new double[] {NAN, NAN, NAN, -0.25, 11 / 12.0 - 31 / 36.0}, within(1e-12));
        assertThat(macd.line()).isEqualTo(11 / 12.0, within(1e-12));
        assertThat(macd.signal()).isEqualTo(31 / 36.0, within(1e-12));
        assertThatThrownBy(() -> new Macd(26, 12, 9)).hasMessageContaining("26 and 12");
    }

    /** Mean 4, population variance 2. */
    @Test
    void shouldDrawBandsByThePopulationDeviation() {
        Bollinger bands = new Bollinger(4, 2);
        double[] closes = {2, 4, 4, 6};
        double percentB = Series.of(bands::add, closes)[3];
        assertThat(bands.middle()).isEqualTo(4);
        assertThat(bands.upper()).isEqualTo(4 + 2 * Math.sqrt(2), within(1e-12));
        assertThat(bands.lower()).isEqualTo(4 - 2 * Math.sqrt(2), within(1e-12));
        assertThat(percentB).isEqualTo(0.5 + 2 / (4 * Math.sqrt(2)), within(1e-12));
    }

    @Test
    void shouldNotPlaceACloseBetweenBandsWithoutWidth() {
        Bollinger bands = new Bollinger(3, 2);
        assertThat(Series.of(bands::add, new double[] {7, 7, 7})).containsExactly(NAN, NAN, NAN);
        assertThat(bands.middle()).isEqualTo(7);
    }

    /** True ranges 2, 4 (from the close before), 6: means 3, then (3 + 6) / 2. */
    @Test
    void shouldAverageTrueRangesFromTheSecondBarOn() {
        Atr atr = new Atr(2);
        assertThat(atr.add(10, 8, 9)).isNaN();
        assertThat(atr.add(11, 9, 10)).isNaN();
        assertThat(atr.add(14, 12, 13)).isEqualTo(3);
        assertThat(atr.add(13, 7, 8)).isEqualTo(4.5);
    }

    /** Up 2, 1, 0, 0; down 0, 0, 3, 1; ranges 3, 2, 4, 4: directional indices 100, 100/3, 700/13. */
    @Test
    void shouldMeasureHowMuchOfTheMovementGoesOneWay() {
        Adx adx = new Adx(2);
        double[][] bars = {{10, 8, 9}, {12, 9, 11}, {13, 11, 12}, {12, 8, 9}, {11, 7, 8}};
        double[] answers = new double[bars.length];
        for (int i = 0; i < bars.length; i++) {
            answers[i] = adx.add(bars[i][0], bars[i][1], bars[i][2]);
        }
        double first = (100 + 100 / 3.0) / 2;
        assertThat(answers)
                .containsExactly(new double[] {NAN, NAN, NAN, first, (first + 700 / 13.0) / 2}, within(1e-12));
        assertThat(adx.plus()).isEqualTo(100 * 0.375 / 3.625, within(1e-12));
        assertThat(adx.minus()).isEqualTo(100 * 1.25 / 3.625, within(1e-12));
    }

    @Test
    void shouldSeeNoTrendWhereNothingMoves() {
        Adx adx = new Adx(2);
        for (int i = 0; i < 4; i++) {
            adx.add(5, 5, 5);
        }
        assertThat(adx.value()).isZero();
        assertThat(adx.plus()).isZero();
        assertThat(adx.minus()).isZero();
    }

    @Test
    void shouldTakeASideBeyondOneThresholdAndKeepItDownToTheOther() {
        Hysteresis sides = new Hysteresis(1.5, 0.5);
        double[] scores = {1.4, 1.5, 0.5, 0.49, -0.6, -1.6, -0.6, 1.4, NAN, 1.5, -1.5};
        int[] expected = {0, 1, 1, 0, 0, -1, -1, 0, 0, 1, -1};
        int side = 0;
        for (int i = 0; i < scores.length; i++) {
            side = sides.side(scores[i], side);
            assertThat(side).as("after score %d", i).isEqualTo(expected[i]);
        }
        assertThatThrownBy(() -> new Hysteresis(1, 2)).hasMessageContaining("enter 1.0, leave 2.0");
    }

    @Test
    void shouldPassOverBarsThatAreNoNumbers() {
        Atr atr = new Atr(1);
        Adx adx = new Adx(1);
        Macd macd = new Macd(1, 2, 1);
        for (double[] bar : new double[][] {{10, 8, 9}, {12, 9, 11}, {13, 11, 12}}) {
            atr.add(bar[0], bar[1], bar[2]);
            adx.add(bar[0], bar[1], bar[2]);
            macd.add(bar[2]);
        }
        double[] before = {atr.value(), adx.value(), macd.histogram()};
        assertThat(atr.add(NAN, 1, 1)).isEqualTo(before[0]);
        assertThat(adx.add(99, 1, Double.POSITIVE_INFINITY)).isEqualTo(before[1]);
        assertThat(macd.add(NAN)).isEqualTo(before[2]);
        assertThat(atr.add(14, 12, 13))
                .as("a range from 12, the last sound close")
                .isEqualTo(2);
    }
}
