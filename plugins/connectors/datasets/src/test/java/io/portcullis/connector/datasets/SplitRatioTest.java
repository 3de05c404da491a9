package io.portcullis.connector.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SplitRatioTest {
    @ParameterizedTest
    @CsvSource({
        "1, 1, 1",
        "2, 2, 1",
        "50, 50, 1",
        "1.5, 3, 2",
        "2.1, 21, 10",
        "0.05, 1, 20",
        "0.1, 1, 10",
        "7.000007, 7, 1",
        "3.000003, 3, 1",
        "1.49999925, 3, 2",
        "0.142857, 1, 7",
        "0.14285714, 1, 7",
        "0.33333333, 1, 3",
        "1.04999995, 21, 20"
    })
    void shouldSnapToTheRatioThatIsMeant(String decimal, long numerator, long denominator) throws Exception {
        assertThat(SplitRatio.of(raw(decimal))).isEqualTo(new SplitRatio(numerator, denominator));
    }

    @ParameterizedTest
    @CsvSource({
        "0.666995, 133399, 200000",
        "0.745157, 745157, 1000000",
        "0.30358227, 30358227, 100000000",
        "0.01, 1, 100",
        "1.500011, 1500011, 1000000"
    })
    void shouldLeaveAnOddRatioExactlyAsItIs(String decimal, long numerator, long denominator) throws Exception {
        assertThat(SplitRatio.of(raw(decimal))).isEqualTo(new SplitRatio(numerator, denominator));
    }

    @Test
    void shouldReachExactlyTheToleranceAndNoFurther() throws Exception {
        assertThat(SplitRatio.of(raw("2.00001")).denominator()).isEqualTo(1);
        assertThat(SplitRatio.of(raw("2.00001001")).denominator()).isEqualTo(100_000_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-2", "1000001"})
    void shouldRefuseWhatIsNoSplit(String decimal) {
        assertThatThrownBy(() -> SplitRatio.of(raw(decimal))).hasMessageStartingWith("bad split");
    }

    private static long raw(String decimal) {
        return new BigDecimal(decimal).scaleByPowerOfTen(8).longValueExact();
    }
}
