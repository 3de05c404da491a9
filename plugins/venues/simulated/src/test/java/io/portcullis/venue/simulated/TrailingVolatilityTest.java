package io.portcullis.venue.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.portcullis.model.value.Price;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class TrailingVolatilityTest {
    private static final LocalDate START = LocalDate.of(2024, 1, 1);

    private final TrailingVolatility volatility = new TrailingVolatility(10, 0.02);

    private void closes(double... prices) {
        for (int i = 0; i < prices.length; i++) {
            volatility.close(START.plusDays(i), Price.of(prices[i]));
        }
    }

    @Test
    void shouldFallBackWhileThereAreFewerThanFiveReturns() {
        closes(100, 150, 100, 150, 100);
        assertThat(volatility.daily()).isEqualTo(0.02);
    }

    /** Returns r, -r, r, -r, r with r = ln 1.01: the sample variance is 1.2 r squared. */
    @Test
    void shouldBeTheSampleDeviationOfLogReturns() {
        closes(100, 101, 100, 101, 100, 101);
        assertThat(volatility.daily()).isCloseTo(Math.log(1.01) * Math.sqrt(1.2), within(1e-12));
    }

    @Test
    void shouldForgetWhatLiesBeforeItsWindow() {
        closes(100, 900, 100, 100, 100, 100, 100, 100, 100, 100, 100, 100, 100);
        assertThat(volatility.daily()).isZero();
    }

    @Test
    void shouldSeeNoReturnInASplit() {
        closes(100, 100, 100, 100, 100, 100);
        volatility.split(2, 1);
        volatility.close(START.plusDays(6), Price.of(50));
        assertThat(volatility.daily()).isZero();
    }

    @Test
    void shouldCountASessionOnce() {
        closes(100, 101, 100, 101, 100, 101);
        double before = volatility.daily();
        volatility.close(START.plusDays(5), Price.of(300));
        assertThat(volatility.daily()).isEqualTo(before);
    }
}
