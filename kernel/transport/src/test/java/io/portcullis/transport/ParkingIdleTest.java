package io.portcullis.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class ParkingIdleTest {
    private static final long NAP_NANOS_MAX = 1_000;
    private static final int TRIES = 1_000;

    private final ParkingIdle idle = new ParkingIdle(NAP_NANOS_MAX);

    /** Whoever naps looks first whether something came. */
    private boolean naps() {
        AtomicBoolean asked = new AtomicBoolean();
        idle.idle(() -> {
            asked.set(true);
            return true;
        });
        return asked.get();
    }

    /** One of many tries: this thread may lose its processor for longer than it stays awake. */
    private boolean staysAwakeAfter(Runnable before) {
        for (int i = 0; i < TRIES; i++) {
            before.run();
            if (!naps()) {
                return true;
            }
        }
        return false;
    }

    @Test
    void shouldStayAwakeWhileThereIsOrWillBeWork() {
        assertThat(naps()).isTrue();
        assertThat(staysAwakeAfter(idle::wake)).isFalse();
        assertThat(staysAwakeAfter(idle::rouse)).isTrue();
        assertThat(staysAwakeAfter(idle::worked)).isTrue();
    }

    @Test
    void shouldStayAwakeAsLongAsASessionIsOpen() {
        idle.keepYielding(true);
        assertThat(naps()).isFalse();
        idle.keepYielding(false);
        assertThat(naps()).isTrue();
    }
}
