package io.portcullis.store.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.portcullis.model.order.Side;
import io.portcullis.model.value.Money;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Reference values: empyrical, tests/test_stats.py. */
final class PerformanceTest {
    private static final double[] MIXED = percent(Double.NaN, 1, 10, -4, 2, 3, 2, 1, -10);
    private static final double[] NEGATIVE = percent(0, -6, -7, -1, -9, -2, -6, -8, -5);
    private static final double[] ONE_DIP = percent(10, -10, 10);

    private static double[] percent(double... values) {
        return Arrays.stream(values).map(value -> value / 100).toArray();
    }

    @Test
    void shouldMatchThePublishedSharpeRatios() {
        assertThat(Performance.sharpe(MIXED)).isCloseTo(1.7238613961706866, within(1e-12));
        assertThat(Performance.sharpe(NEGATIVE)).isCloseTo(-24.406808633910085, within(1e-12));
    }

    @Test
    void shouldMatchThePublishedDrawdownsWithTheStartAsFirstPeak() {
        assertThat(Performance.maxDrawdown(MIXED)).isCloseTo(0.1, within(1e-12));
        assertThat(Performance.maxDrawdown(ONE_DIP)).isCloseTo(0.1, within(1e-12));
        assertThat(Performance.maxDrawdown(NEGATIVE)).isCloseTo(0.36590730349873601, within(1e-12));
    }

    @Test
    void shouldLoseInTotalWhatWasLostFromTheStartWhenItOnlyFalls() {
        assertThat(Performance.totalReturn(NEGATIVE))
                .isCloseTo(-Performance.maxDrawdown(NEGATIVE), within(1e-12))
                .isCloseTo(-0.36590730349873601, within(1e-12));
    }

    @Test
    void shouldHaveNoSharpeWithoutVariation() {
        assertThat(Performance.sharpe(new double[] {0.01})).isZero();
        assertThat(Performance.sharpe(new double[] {0, 0, 0})).isZero();
    }

    @Test
    void shouldFoldTheSameFiguresFromTheLogsDays() {
        Performance performance = new Performance(Money.of(1_000_000, Day.USD));
        double equity = 1_000_000;
        int day = 0;
        for (double each : ONE_DIP) {
            equity *= 1 + each;
            performance.on(day, Day.closed(Day.DATE.plusDays(day++), equity, equity / 2));
        }
        Performance.Summary summary = performance.summary();
        assertThat(summary.days()).isEqualTo(3);
        assertThat(summary.totalReturn()).isCloseTo(1.1 * 0.9 * 1.1 - 1, within(1e-12));
        assertThat(summary.netPnl()).isCloseTo(89_000, within(1e-6));
        assertThat(summary.maxDrawdown()).isCloseTo(0.1, within(1e-12));
        assertThat(summary.sharpe()).isCloseTo(Performance.sharpe(ONE_DIP), within(1e-9));
        assertThat(summary.meanGrossExposure()).isCloseTo(0.5, within(1e-12));
    }

    @Test
    void shouldTurnOverHalfOfWhatIsTradedEachDay() {
        Performance performance = new Performance(Money.of(10_000, Day.USD));
        performance.on(1, Day.filled(Day.fill("1", Side.BUY, 100, "10", "0")));
        performance.on(2, Day.filled(Day.fill("1", Side.BUY, 100, "10", "0"))); // a repetition
        performance.on(3, Day.filled(Day.fill("2", Side.SELL, 50, "10", "0")));
        performance.on(4, Day.closed(Day.DATE, 10_000, 500));
        performance.on(5, Day.closed(Day.DATE.plusDays(1), 10_000, 500));

        // 1500 of 10000, halved, on the first of two days
        assertThat(performance.summary().turnover()).isCloseTo(0.075 / 2, within(1e-12));
        assertThat(performance.summary().turnoverPerYear()).isCloseTo(0.0375 * 252, within(1e-12));
    }

    @Test
    void shouldRefuseToMeasureAgainstNoCapital() {
        assertThatThrownBy(() -> new Performance(Money.zero(Day.USD)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("0 USD");
    }
}
