package io.portcullis.connector.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KnownRuleTest {
    @ParameterizedTest
    @CsvSource({
        "2016-01-04, 0, 0, 2016-01-04T21:00:00Z",
        "2016-07-05, 0, 0, 2016-07-05T20:00:00Z",
        "2015-11-27, 0, 0, 2015-11-27T18:00:00Z",
        "2016-01-09, 0, 0, 2016-01-09T21:00:00Z",
        "2016-01-04, 45, 0, 2016-02-18T21:00:00Z",
        "2016-01-15, 0, 1, 2016-01-19T21:00:00Z",
        "2016-01-16, 0, 2, 2016-01-20T21:00:00Z",
        "1957-03-04, 90, 0, 1957-06-02T20:00:00Z",
        "2016-01-04T09:30:00-05:00, 0, 0, 2016-01-04T14:30:00Z",
        "2016-01-15T23:30:00Z, 0, 1, 2016-01-19T23:30:00Z"
    })
    void shouldCountFromTheColumnsTime(String text, int days, int businessDays, Instant known) throws Exception {
        assertThat(new KnownRule("at", days, businessDays).nanosOf(text))
                .isEqualTo(known.getEpochSecond() * 1_000_000_000L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "2016-13-01", "2016-01-04T09:30:00", "04.01.2016"})
    void shouldRefuseATimeThatCanBeReadInTwoWays(String text) {
        assertThatThrownBy(() -> new KnownRule("at", 0, 0).nanosOf(text))
                .isInstanceOf(BadRowException.class)
                .hasMessageContaining("at must");
    }
}
