package io.portcullis.host.live;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DecisionStampsTest {
    private final DecisionStamps stamps = new DecisionStamps(4);

    @Test
    void shouldGiveBackEachStampOnce() {
        stamps.add(1, 10);
        stamps.add(2, 20);
        assertThat(stamps.take(1)).isEqualTo(10);
        assertThat(stamps.take(1)).isEqualTo(DecisionStamps.NONE);
        assertThat(stamps.take(2)).isEqualTo(20);
    }

    @Test
    void shouldNotKnowDecisionsOfAnEarlierProcess() {
        stamps.add(7, 70);
        assertThat(stamps.take(5)).isEqualTo(DecisionStamps.NONE);
        assertThat(stamps.take(7)).isEqualTo(70);
    }

    @Test
    void shouldPassOverThoseThatNeverCameBack() {
        stamps.add(1, 10);
        stamps.add(2, 20);
        assertThat(stamps.take(2)).isEqualTo(20);
        assertThat(stamps.take(1)).isEqualTo(DecisionStamps.NONE);
    }

    @Test
    void shouldLetTheOldestGoWhenThereIsNoRoom() {
        for (int i = 1; i <= 10; i++) {
            stamps.add(i, 10 * i);
        }
        assertThat(stamps.take(6)).isEqualTo(DecisionStamps.NONE);
        assertThat(stamps.take(7)).isEqualTo(70);
        assertThat(stamps.take(10)).isEqualTo(100);
    }
}
