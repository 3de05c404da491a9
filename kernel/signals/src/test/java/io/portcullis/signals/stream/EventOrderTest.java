package io.portcullis.signals.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventOrderTest {
    private final List<Timed<String>> out = new ArrayList<>();
    private final List<Timed<String>> late = new ArrayList<>();
    private final EventOrder<String> order = new EventOrder<String>(Comparator.naturalOrder()).lateTo(late::add);

    @Test
    void shouldHoldElementsBackUntilNothingEarlierCanCome() {
        order.add(3, "c");
        order.add(1, "b");
        order.add(1, "a");
        order.advanceTo(0, out::add);
        assertThat(out).isEmpty();
        order.advanceTo(2, out::add);
        assertThat(out).extracting(Timed::element).containsExactly("a", "b");
        assertThat(order.waitingCount()).isEqualTo(1);
    }

    @Test
    void shouldHandAsideWhatComesTooLate() {
        order.advanceTo(5, out::add);
        assertThat(order.add(5, "late")).isFalse();
        assertThat(order.add(6, "in time")).isTrue();
        order.advanceTo(4, out::add);
        order.advanceTo(6, out::add);
        assertThat(out).extracting(Timed::element).containsExactly("in time");
        assertThat(late).containsExactly(new Timed<>(5, "late"));
        assertThat(order.lateCount()).isEqualTo(1);
    }

    @Test
    void shouldFoldWhatIsYoungerThanTheWindow() {
        List<Timed<Integer>> sums = new ArrayList<>();
        SlidingFold<Integer, Integer> sliding = new SlidingFold<>(10, () -> 0, Integer::sum);
        for (int time : new int[] {0, 9, 10, 10, 25}) {
            sliding.add(new Timed<>(time, 1), sums::add);
        }
        assertThat(sums).extracting(Timed::element).containsExactly(1, 2, 2, 3, 1);
        assertThatThrownBy(() -> sliding.add(new Timed<>(24, 1), sums::add))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("24 after 25");
    }
}
