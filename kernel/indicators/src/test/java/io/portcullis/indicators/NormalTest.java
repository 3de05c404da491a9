package io.portcullis.indicators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.data.Percentage.withPercentage;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values of Python's statistics.NormalDist (quantile) and math.erfc (probability). */
class NormalTest {
    @ParameterizedTest
    @CsvSource({
        "1e-300, -37.0470962993612",
        "1e-20, -9.262340089798405",
        "1e-05, -4.2648907939228256",
        "0.02425, -1.9729610513118845",
        "0.075, -1.4395314709384557",
        "0.119047619047619, -1.179761117611861",
        "0.3, -0.5244005127080407",
        "0.5, 0.0",
        "0.9, 1.2815515655446008",
        "0.999999, 4.753424308817089"
    })
    void shouldGiveThePublishedQuantile(double p, double x) {
        assertThat(Normal.inverseCdf(p)).isEqualTo(x, within(2e-15 * Math.max(1, Math.abs(x))));
    }

    @ParameterizedTest
    @CsvSource({
        "-10, 7.619853024160593e-24",
        "-5, 2.866515718791946e-07",
        "-3, 0.0013498980316300957",
        "-2.999, 0.0013543365337271066",
        "-1.96, 0.024997895148220435",
        "-0.5, 0.3085375387259869",
        "0, 0.5",
        "0.5, 0.6914624612740131",
        "1, 0.8413447460685429",
        "3, 0.9986501019683699",
        "6, 0.9999999990134123"
    })
    void shouldGiveThePublishedProbability(double x, double p) {
        assertThat(Normal.cdf(x)).isCloseTo(p, withPercentage(1e-10));
    }

    @ParameterizedTest
    @CsvSource({"-0.1", "1.1", "NaN"})
    void shouldKnowNoQuantileOutsideZeroToOne(double p) {
        assertThat(Normal.inverseCdf(p)).isNaN();
    }
}
