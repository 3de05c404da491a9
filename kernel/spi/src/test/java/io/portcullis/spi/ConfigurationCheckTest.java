package io.portcullis.spi;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class ConfigurationCheckTest {
    private final ConfigurationCheck check = new ConfigurationCheck("agent.example");

    @Test
    void shouldSayWhichSettingMustBeWhatAndWhatItIs() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> check.require(false, "budget.millis", "1 to 10,000", 0))
                .withMessage("agent.example: budget.millis must be 1 to 10,000, got 0");
    }

    @Test
    void shouldTakeWhatIsRight() {
        assertThatCode(() -> check.require(true, "budget.millis", "1 to 10,000", 5))
                .doesNotThrowAnyException();
    }
}
