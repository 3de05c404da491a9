package io.portcullis.host.timemachine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MomentTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "2024-01-03T20:00:00Z",
                "2024-01-03T20:00Z",
                "2024-01-03T15:00:00-05:00",
                "2024-01-03T15:00:00-05:00[America/New_York]",
                "2024-01-03T21:00:00.000000000+01:00"
            })
    void shouldReadOneTimeInManyZones(String text) {
        assertThat(Moment.parse(text).kind()).isEqualTo(Moment.Kind.TIME);
        assertThat(Moment.parse(text).value()).isEqualTo(1_704_312_000_000_000_000L);
    }

    @Test
    void shouldReadPositionsAndNow() {
        assertThat(Moment.parse("57728")).isEqualTo(new Moment("57728", Moment.Kind.POSITION, 57728));
        assertThat(Moment.parse("now").kind()).isEqualTo(Moment.Kind.NOW);
        assertThat(Moment.parse("1969-12-31T23:59:59.999999999Z").value()).isEqualTo(-1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2024-01-03T20:00:00|has no zone; write 2024-01-03T20:00:00Z for UTC",
                "2024-01-03|WHEN must be 'now', a log position",
                "yesterday|got 'yesterday'",
                "-5|WHEN must be",
                "9999999999999999999|WHEN must be",
                "2024-13-03T20:00:00Z|WHEN must be",
                "2300-01-01T00:00:00Z|between 1677 and 2262",
            })
    void shouldSayWhatWouldBeRight(String text, String message) {
        assertThatThrownBy(() -> Moment.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }
}
