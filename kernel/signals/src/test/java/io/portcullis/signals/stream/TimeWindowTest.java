package io.portcullis.signals.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeWindowTest {
    /** Flink's own expectations, windows of 7 at three offsets; the negative ones catch a plain remainder. */
    @ParameterizedTest
    @CsvSource({
        "1, 0, 0",
        "6, 0, 0",
        "7, 0, 7",
        "8, 0, 7",
        "1, 3, -4",
        "2, 3, -4",
        "3, 3, 3",
        "9, 3, 3",
        "10, 3, 10",
        "-2, -2, -2",
        "4, -2, -2",
        "7, -2, 5",
        "12, -2, 12"
    })
    void shouldStartTheWindowWhereFlinkDoes(long time, long offset, long start) {
        assertThat(TimeWindow.tumbling(time, offset, 7)).isEqualTo(new TimeWindow(start, start + 7));
    }

    @Test
    void shouldStartADayEightHoursEastOfGreenwichWhereFlinkDoes() {
        long hour = 3_600_000L;
        assertThat(TimeWindow.tumbling(1470902048450L, -8 * hour, 24 * hour).start())
                .isEqualTo(1470844800000L);
    }

    /** Kafka's own expectations. */
    @Test
    void shouldHopAsKafkaDoes() {
        assertThat(TimeWindow.hopping(21, 12, 5))
                .containsExactly(new TimeWindow(10, 22), new TimeWindow(15, 27), new TimeWindow(20, 32));
        assertThat(TimeWindow.hopping(7, 6, 5)).containsExactly(new TimeWindow(5, 11));
        assertThat(TimeWindow.hopping(21, 12, 12)).containsExactly(new TimeWindow(12, 24));
    }

    @Test
    void shouldRefuseAWindowWithoutLength() {
        assertThatThrownBy(() -> TimeWindow.tumbling(5, 0, 0)).hasMessageContaining("positive");
        assertThatThrownBy(() -> new TimeWindow(5, 5)).hasMessageContaining("[5, 5)");
    }
}
