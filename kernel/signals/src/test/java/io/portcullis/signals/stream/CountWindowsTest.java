package io.portcullis.signals.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CountWindowsTest {
    private final List<List<Integer>> fired = new ArrayList<>();

    @Test
    void shouldTumble() {
        feed(new CountWindows<>(3, 3, List::of, CountWindowsTest::append), 8);
        assertThat(fired).containsExactly(List.of(1, 2, 3), List.of(4, 5, 6));
    }

    /** As Flink's countWindow(3, 2): it fires every two elements, the first time before the window is full. */
    @Test
    void shouldSlideAsFlinkDoes() {
        feed(new CountWindows<>(3, 2, List::of, CountWindowsTest::append), 7);
        assertThat(fired).containsExactly(List.of(1, 2), List.of(2, 3, 4), List.of(4, 5, 6));
    }

    @Test
    void shouldRefuseASlideThatLeavesGaps() {
        assertThatThrownBy(() -> new CountWindows<>(2, 3, List::of, CountWindowsTest::append))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("size 2 and slide 3");
    }

    private void feed(CountWindows<Integer, List<Integer>> windows, int count) {
        for (int i = 1; i <= count; i++) {
            windows.add(i, fired::add);
        }
    }

    static List<Integer> append(List<Integer> list, Integer element) {
        List<Integer> longer = new ArrayList<>(list);
        longer.add(element);
        return longer;
    }
}
