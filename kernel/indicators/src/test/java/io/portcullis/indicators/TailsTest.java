package io.portcullis.indicators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Points of the printed tables of F and t; with one and two degrees of freedom t has a closed form. */
class TailsTest {
    /** F(2, 10) and F(4, 20) at their five per cent points, F(1, 5) at 1. */
    @Test
    void shouldKnowTheTailOfF() {
        assertThat(FDistribution.upperTail(4.102821, 2, 10)).isEqualTo(0.05, within(1e-7));
        assertThat(FDistribution.upperTail(2.866081, 4, 20)).isEqualTo(0.05, within(1e-7));
        assertThat(FDistribution.upperTail(1, 1, 5)).isEqualTo(0.3632175, within(1e-7));
        assertThat(FDistribution.upperTail(0, 2, 10)).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "6.313751515, 1, 0.05",
        "1, 1, 0.25",
        "1, 2, 0.2113248654",
        "2.228138852, 10, 0.025",
        "-2.228138852, 10, 0.975",
        "3.364929999, 5, 0.01",
        "0, 7, 0.5"
    })
    void shouldKnowTheTailOfT(double t, int freedom, double p) {
        assertThat(StudentT.upperTail(t, freedom)).isEqualTo(p, within(1e-9));
    }

    @Test
    void shouldSayNothingOfNothing() {
        assertThat(StudentT.upperTail(Double.NaN, 3)).isNaN();
    }
}
