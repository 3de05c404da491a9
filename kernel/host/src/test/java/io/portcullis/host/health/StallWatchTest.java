package io.portcullis.host.health;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StallWatchTest {
    private long turns = 5;
    private long nanos = 1_000;
    private final StallWatch watch = new StallWatch(() -> turns, () -> nanos);

    @Test
    void shouldCountFromTheFirstLookWithoutATurn() {
        assertThat(watch.standingNanos()).isZero();
        nanos += 300;
        assertThat(watch.standingNanos()).isEqualTo(300);
        turns++;
        nanos += 300;
        assertThat(watch.standingNanos()).isZero();
        nanos += 20;
        assertThat(watch.standingNanos()).isEqualTo(20);
    }
}
