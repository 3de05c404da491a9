package io.portcullis.agent.macro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class MarkovChainTest {
    /** The textbook's rain and sun, as hmmlearn tests it (in single precision): what was seen is walk, shop, clean. */
    private final MarkovChain weather =
            new MarkovChain(new double[] {0.6, 0.4}, new double[][] {{0.7, 0.3}, {0.4, 0.6}});

    private final double[][] seen = {{0.1, 0.6}, {0.4, 0.3}, {0.5, 0.1}};

    /** With likelihoods of nothing beside the path, that of all that was seen is the path's probability. */
    @Test
    void shouldFindTheMostLikelyPathOfTheWeather() {
        int[] path = weather.path(seen);
        assertThat(path).containsExactly(1, 0, 0);
        double[][] alone = new double[3][2];
        for (int t = 0; t < 3; t++) {
            alone[t][path[t]] = seen[t][path[t]];
        }
        assertThat(Math.exp(weather.filter(alone).logLikelihood())).isEqualTo(0.01344, within(1e-15));
    }

    @Test
    void shouldFindTheStatesOfTheWeatherGivenAllThatWasSeen() {
        MarkovChain.Filtered filtered = weather.filter(seen);
        double[][] after = weather.backward(seen, filtered);
        double[][] expected = {{0.23170303, 0.76829697}, {0.62406281, 0.37593719}, {0.86397706, 0.13602294}};
        for (int t = 0; t < 3; t++) {
            for (int i = 0; i < 2; i++) {
                assertThat(filtered.states()[t][i] * after[t][i]).isEqualTo(expected[t][i], within(2e-7));
            }
        }
    }

    /** Stata's and statsmodels' parameters for the federal funds rate, and their log likelihood. */
    @Test
    void shouldGiveFederalFundsTheirPublishedLikelihood() throws IOException {
        Regimes published = new Regimes(0.9820939, 0.0503587, 3.70877, 9.556793, 2.107562, 2.107562);
        assertThat(published.logLikelihood(federalFunds())).isEqualTo(-508.63592, within(5e-5));
    }

    @Test
    void shouldFindFederalFundsTheirLikelihoodByItself() throws IOException {
        Regimes found = Regimes.fit(federalFunds(), true, 1);
        double logLikelihood = found.logLikelihood(federalFunds());
        System.out.printf("federal funds: EM reaches %.5f with %s%n", logLikelihood, found);
        assertThat(logLikelihood).isGreaterThanOrEqualTo(-508.66);
    }

    @Test
    void shouldNotUnderflowOnALongSeries() {
        double[] values = new double[5_000];
        for (int i = 0; i < values.length; i++) {
            values[i] = (i * 7919 % 101 - 50) / 10.0 + (i > 2_500 ? 40 : 0);
        }
        Regimes regimes = new Regimes(0.99, 0.01, 0, 40, 3, 3);
        assertThat(regimes.logLikelihood(values)).isFinite().isLessThan(-5_000);
    }

    /** Estrella and Mishkin's table of 1996 lies on one probit; the New York Fed's current numbers at -1, 0 and 1. */
    @Test
    void shouldReadTheYieldCurveAsPublished() {
        double[][] table = {
            {1.21, 0.05}, {0.76, 0.10}, {0.46, 0.15}, {0.22, 0.20}, {0.02, 0.25}, {-0.17, 0.30},
            {-0.50, 0.40}, {-0.82, 0.50}, {-1.13, 0.60}, {-1.46, 0.70}, {-1.85, 0.80}, {-2.40, 0.90}
        };
        for (double[] row : table) {
            assertThat(YieldCurve.recession(-0.66240, -0.81150, row[0])).isEqualTo(row[1], within(0.0014));
        }
        assertThat(YieldCurve.recession(-0.5333, -0.6330, 0)).isEqualTo(0.2969, within(5e-5));
        assertThat(YieldCurve.recession(-0.5333, -0.6330, 1)).isEqualTo(0.1217, within(5e-5));
        assertThat(YieldCurve.recession(-0.5333, -0.6330, -1)).isEqualTo(0.5397, within(5e-5));
    }

    private static double[] federalFunds() throws IOException {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                MarkovChainTest.class.getResourceAsStream("fedfunds.txt"), StandardCharsets.UTF_8))) {
            return reader.lines().mapToDouble(Double::parseDouble).toArray();
        }
    }
}
