package io.portcullis.indicators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Goal: the forecast of a score is what one computes by hand from the normal table. */
class ScoreForecastTest {
    @Test
    void shouldExpectTheShareOfTheRiskThatTheScoreExplains() {
        // IC 0.05, score 2: 0.1 standard deviations; 1 % a day over 21 days: 4.5826 %, 458.26 bps; Phi(0.1) = 0.5398278
        ScoreForecast forecast = ScoreForecast.of(0.05, 2, 0.01, 21);

        assertThat(forecast.sigmaBps()).isEqualTo(458.257569495584, within(1e-9));
        assertThat(forecast.expectedBps()).isEqualTo(45.8257569495584, within(1e-9));
        assertThat(forecast.probability()).isEqualTo(0.539827837277029, within(1e-12));
    }

    @Test
    void shouldKnowNothingByAScoreOfZero() {
        ScoreForecast forecast = ScoreForecast.of(0.05, 0, 0.01, 5);

        assertThat(forecast.probability()).isEqualTo(0.5);
        assertThat(forecast.expectedBps()).isZero();
    }
}
