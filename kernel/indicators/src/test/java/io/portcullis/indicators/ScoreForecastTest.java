package io.portcullis.indicators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.portcullis.indicators.calibration.Calibrator;
import io.portcullis.model.id.AgentId;
import io.portcullis.model.id.InstrumentId;
import io.portcullis.model.signal.Direction;
import io.portcullis.model.signal.Signal;
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
    void shouldBecomeACalibratedOpinionOnItsSide() {
        ScoreForecast forecast = ScoreForecast.of(0.05, 2, 0.01, 21);
        Calibrator half = Calibrator.parse("shrunk 0.5 0.4");
        Signal sale = forecast.signal(AgentId.of("a"), InstrumentId.of("AAA"), 7, 21, -1, half, "why");

        assertThat(sale.direction()).isEqualTo(Direction.SHORT);
        assertThat(sale.probability()).isEqualTo((forecast.probability() + 0.4) / 2, within(1e-15));
        assertThat(sale.edgeBps()).isEqualTo(forecast.expectedBps());
        assertThat(sale.sigmaBps()).isEqualTo(forecast.sigmaBps());
        assertThat(sale.horizonDays()).isEqualTo(21);
        assertThat(sale.modelVersion()).isEqualTo("why");
    }

    @Test
    void shouldKnowNothingByAScoreOfZero() {
        ScoreForecast forecast = ScoreForecast.of(0.05, 0, 0.01, 5);

        assertThat(forecast.probability()).isEqualTo(0.5);
        assertThat(forecast.expectedBps()).isZero();
    }
}
