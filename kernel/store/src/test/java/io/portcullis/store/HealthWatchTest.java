package io.portcullis.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.store.StoreHealth.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class HealthWatchTest {
    private static final StoreHealth UP = new StoreHealth(State.UP, "", 0, 900);
    private static final StoreHealth BEHIND = new StoreHealth(State.BEHIND, "slow", 1_200, 900);
    private static final StoreHealth DOWN = new StoreHealth(State.DOWN, "gone", 12, 900);

    private final List<String> said = new ArrayList<>();
    private final HealthWatch watch = new HealthWatch(() -> UP, said::add);

    private void look(StoreHealth health, double second) {
        watch.look(health, (long) (second * Duration.ofSeconds(1).toNanos()));
    }

    @Test
    void shouldTellAtOnceThatTheDatabaseIsDownAndThatItIsOver() {
        look(DOWN, 0);
        look(UP, 1);
        assertThat(said)
                .containsExactly(
                        "DOWN, 12 positions behind: gone; orders go on, and the log keeps what the database misses",
                        "");
    }

    @Test
    void shouldTellThatTheDatabaseFallsBehindOnceThatLasts() {
        look(UP, 0);
        look(BEHIND, 1);
        look(BEHIND, 2.5);
        assertThat(said).containsExactly("");
        look(BEHIND, 3.5);
        assertThat(said).hasSize(2).last().asString().startsWith("BEHIND, 1,200 positions behind: slow");
    }

    @Test
    void shouldNotTellOfWhatAStartHasToRead() {
        look(BEHIND, 0);
        look(BEHIND, 60);
        assertThat(said).isEmpty();
    }
}
