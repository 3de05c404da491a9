package io.portcullis.host.logs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class CorrelationTest {
    @AfterEach
    void end() {
        Correlation.end();
    }

    @Test
    void shouldTakeTheCallersOwn() {
        assertThat(Correlation.begin("desk-7:2026.11.25_a")).isEqualTo("desk-7:2026.11.25_a");
        assertThat(Correlation.current()).isEqualTo("desk-7:2026.11.25_a");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                " ",
                "a b",
                "a\nb",
                "<script>",
                "a\"b",
                "ä",
                "00000000000000000000000000000000000000000000000000000000000000000"
            })
    void shouldMakeOneOfOurOwnForAnythingElse(String asked) {
        assertThat(Correlation.begin(asked)).matches("[0-9a-f-]{36}");
    }

    @Test
    void shouldHandOverOnceAndFallBackToTheKey() {
        Correlations correlations = new Correlations();
        correlations.expect("outside", null);
        correlations.expect("k1", "r1");
        correlations.expect("k1", "r2");

        assertThat(correlations.take("outside")).isEqualTo("outside");
        assertThat(correlations.take("k1")).as("the first who asked").isEqualTo("r1");
        assertThat(correlations.take("k1")).isEqualTo("k1");
    }

    @Test
    void shouldForgetTheOldestRatherThanGrow() {
        Correlations correlations = new Correlations();
        for (int i = 0; i < 20_000; i++) {
            correlations.expect("k" + i, "r");
        }
        assertThat(correlations.take("k0")).isEqualTo("k0");
        assertThat(correlations.take("k19999")).isEqualTo("r");
    }
}
