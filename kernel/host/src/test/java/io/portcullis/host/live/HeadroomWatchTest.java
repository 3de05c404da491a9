package io.portcullis.host.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.host.server.LimitsView;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class HeadroomWatchTest {
    private final List<Integer> told = new ArrayList<>();
    private long now;
    private final HeadroomWatch watch = new HeadroomWatch(() -> now, crossing -> told.add(crossing.level()));

    private void look(Double percent) {
        now += TimeUnit.MILLISECONDS.toNanos(500);
        LimitsView.Row row = new LimitsView.Row("gross-max", "global", "fraction", 1.5, 1.0, 0.0, percent, 0.5, "", "");
        watch.look(new LimitsView("p", List.of(row), 1));
    }

    @Test
    void shouldTellEachLevelOnceOnTheWayUp() {
        for (double percent = 0; percent <= 120; percent += 1) {
            look(percent);
            look(percent);
        }
        assertThat(told).containsExactly(50, 75, 85, 90, 95, 100);
    }

    @Test
    void shouldTellTheHighestOfSeveralAtOnce() {
        look(10.0);
        look(97.0);
        assertThat(told).containsExactly(95);
    }

    @Test
    void shouldNotRepeatWhatTremblesAroundALevel() {
        for (int i = 0; i < 200; i++) {
            look(i % 2 == 0 ? 76.0 : 74.0);
        }
        for (int i = 0; i < 200; i++) {
            look(i % 10 == 0 ? 76.0 : 10.0);
        }
        assertThat(told).containsExactly(75);
    }

    @Test
    void shouldTellAgainAfterItWasClearlyBelowForAWhile() {
        look(76.0);
        for (int i = 0; i < 30; i++) {
            look(60.0);
        }
        look(76.0);
        look(91.0);
        assertThat(told).containsExactly(75, 75, 90);
    }

    @Test
    void shouldSayNothingOfWhatIsNoRunningTotal() {
        look(null);
        assertThat(told).isEmpty();
    }
}
