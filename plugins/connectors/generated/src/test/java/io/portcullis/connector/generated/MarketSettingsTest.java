package io.portcullis.connector.generated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MarketSettingsTest {
    @Test
    void shouldHaveDefaultsForEveryKey() {
        assertThat(MarketSettings.DEFAULTS.with(new TreeMap<>())).isEqualTo(new MarketSettings(60, 8, 4, 0.03, 1));
    }

    @Test
    void shouldTakeEveryKey() {
        TreeMap<String, String> options = new TreeMap<>(
                Map.of("instruments", "80", "sectors", "11", "halts", "0", "momentum", "0.1", "ticksPerSecond", "5"));
        assertThat(MarketSettings.DEFAULTS.with(options)).isEqualTo(new MarketSettings(80, 11, 0, 0.1, 5));
    }

    @ParameterizedTest
    @CsvSource({
        "speed, 9, option 'speed' is not known",
        "instruments, many, option instruments must be a whole number",
        "instruments, 7, instruments must be 8 to 999",
        "instruments, 1000, instruments must be 8 to 999",
        "sectors, 0, sectors must be 1 to 11",
        "sectors, 12, sectors must be 1 to 11",
        "halts, -1, halts must be 0 to 250",
        "momentum, NaN, momentum must be 0 to 0.5",
        "momentum, 0.6, momentum must be 0 to 0.5",
        "momentum, high, option momentum must be a number",
        "ticksPerSecond, 0, ticksPerSecond must be 1 to 100"
    })
    void shouldRefuseWhatItDoesNotKnowOrCannotDo(String key, String value, String message) {
        assertThatThrownBy(() -> MarketSettings.DEFAULTS.with(new TreeMap<>(Map.of(key, value))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }
}
