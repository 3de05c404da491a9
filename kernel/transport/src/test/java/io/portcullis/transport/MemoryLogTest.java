package io.portcullis.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class MemoryLogTest extends LogContractTest {
    @Override
    protected Log open() {
        return MemoryLog.keeping();
    }

    @Test
    void shouldNumberItsPositionsFromOne() {
        assertThat(log.append(tick(1))).isEqualTo(1);
        assertThat(log.append(tick(2))).isEqualTo(2);
        assertThat(log.recordedPosition()).isEqualTo(2);
    }

    @Test
    void shouldRefuseToReadAgainWhatItForgot() {
        Log forgetting = MemoryLog.forgetting();
        forgetting.append(tick(1));
        assertThat(poll(forgetting, 1).events).containsExactly(tick(1));
        assertThatThrownBy(() -> forgetting.read(0, 1))
                .isInstanceOf(LogException.class)
                .hasMessageContaining("keeping()");
    }
}
