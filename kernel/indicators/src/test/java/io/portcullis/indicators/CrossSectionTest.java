package io.portcullis.indicators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class CrossSectionTest {
    private static final double NAN = Double.NaN;

    @Test
    void shouldScoreTheLowestOfFiveAsBlomDoes() {
        assertThat(CrossSection.blom(1, 5)).isEqualTo(-1.17976, within(5e-6));
        double[] scores = CrossSection.blomScores(new double[] {30, 10, 50, 20, 40});
        assertThat(scores[1]).isEqualTo(-1.17976, within(5e-6));
        assertThat(scores[0]).isEqualTo(0, within(1e-15));
        assertThat(scores[2]).isEqualTo(-scores[1], within(1e-15));
    }

    @Test
    void shouldGiveEqualsTheirMeanRankAndPassOverTheUnknown() {
        assertThat(CrossSection.ranks(new double[] {5, NAN, 1, 5, 7})).containsExactly(2.5, NAN, 1, 2.5, 4);
    }

    @Test
    void shouldNotMoveTheKnownByTheUnknown() {
        double[] with = CrossSection.blomScores(new double[] {3, NAN, 1, 2});
        double[] without = CrossSection.blomScores(new double[] {3, 1, 2});
        assertThat(with).containsExactly(without[0], NAN, without[1], without[2]);
    }

    @Test
    void shouldCutTheRobustZOfAnOutlier() {
        double[] values = {1, 2, 3, 4, 100};
        assertThat(CrossSection.robustZ(values, 1000)[4]).isEqualTo(65.4256, within(5e-5));
        assertThat(CrossSection.robustZ(values, 3)[4]).isEqualTo(3);
        assertThat(CrossSection.robustZ(new double[] {2, 2, NAN}, 3)).containsExactly(0, 0, NAN);
    }

    @Test
    void shouldTakeMedianAndDeviationOfAllWithoutTheOutliersPull() {
        double[] values = {1, 2, 3, 4, 100};
        double median = CrossSection.median(values);
        double[] away =
                Arrays.stream(values).map(value -> Math.abs(value - median)).toArray();
        assertThat(median).isEqualTo(3);
        assertThat(CrossSection.median(away)).isEqualTo(1);
        double[] scores = CrossSection.robustZ(values, 1000);
        assertThat(scores[2]).as("the median itself").isZero();
        assertThat(scores[3]).as("one deviation above it").isEqualTo(1 / 1.4826, within(1e-15));
    }

    @Test
    void shouldFindTheMiddleOfOddEvenAndNone() {
        assertThat(CrossSection.median(new double[] {3, 1, 2})).isEqualTo(2);
        assertThat(CrossSection.median(new double[] {4, 1, NAN, 2, 3})).isEqualTo(2.5);
        assertThat(CrossSection.median(new double[] {NAN})).isNaN();
    }

    @Test
    void shouldLeaveNothingOfWhatBetaAndSectorExplain() {
        double[] beta = {0.8, 1.2, 0.9, 1.5};
        double[] explained = {0.1 + 0.8, 0.1 + 1.2, -0.3 + 0.9, -0.3 + 1.5};
        double[] residuals = CrossSection.residuals(explained, beta, List.of("A", "A", "B", "B"));
        for (double residual : residuals) {
            assertThat(residual).isEqualTo(0, within(1e-15));
        }
    }

    /** y = (1, 2, 4, 3, 5, 9), x = (1, 2, 3, 1, 2, 3), groups A A A B B B; by hand: slope 9/4, group means 7/3 and 17/3. */
    @Test
    void shouldGiveTheLeastSquaresResidualsWithADummyPerGroup() {
        double[] y = {1, 2, 4, NAN, 3, 5, 9};
        double[] x = {1, 2, 3, 7, 1, 2, 3};
        double[] residuals = CrossSection.residuals(y, x, List.of("A", "A", "A", "A", "B", "B", "B"));
        double[] expected = {
            1 - 7 / 3.0 + 2.25,
            2 - 7 / 3.0,
            4 - 7 / 3.0 - 2.25,
            NAN,
            3 - 17 / 3.0 + 2.25,
            5 - 17 / 3.0,
            9 - 17 / 3.0 - 2.25
        };
        assertThat(residuals).containsExactly(expected, within(1e-12));
    }
}
