package io.portcullis.signals.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

class WindowedFoldTest {
    private final List<WindowedFold.Firing<List<Long>>> fired = new ArrayList<>();
    private final List<Timed<Long>> late = new ArrayList<>();

    /** Windows of 5, disorder of 3: 3 and 4 come after 7 and are still in time. */
    @Test
    void shouldPutElementsThatComeInDisorderIntoTheirWindows() {
        WindowedFold<Long, List<Long>> fold = tumbling(5, 0);
        Watermarks watermarks = new Watermarks(3, 1000);
        for (long time : new long[] {0, 1, 2, 5, 6, 7, 3, 4, 8}) {
            fold.add(time, time, fired::add);
            watermarks.observe("p", time, 0);
            fold.advanceTo(watermarks.at(0), fired::add);
        }
        assertThat(fired).hasSize(1);
        fold.advanceTo(Long.MAX_VALUE, fired::add);
        assertThat(fired.get(0).value()).containsExactly(0L, 1L, 2L, 3L, 4L);
        assertThat(fired.get(1).value()).containsExactly(5L, 6L, 7L, 8L);
        assertThat(fold.lateCount()).isZero();
        assertThat(fold.openWindows()).isZero();
    }

    @Test
    void shouldGiveAWindowOutAgainForALateElementAndCountOneThatIsTooLate() {
        WindowedFold<Long, List<Long>> fold = tumbling(5, 10);
        fold.add(1, 1L, fired::add);
        fold.advanceTo(4, fired::add);
        fold.add(2, 2L, fired::add);
        fold.advanceTo(13, fired::add);
        fold.add(3, 3L, fired::add);
        fold.advanceTo(14, fired::add);
        fold.add(4, 4L, fired::add);
        assertThat(fired).extracting(WindowedFold.Firing::version).containsExactly(1, 2, 3);
        assertThat(fired.get(2).value()).containsExactly(1L, 2L, 3L);
        assertThat(fold.lateCount()).isEqualTo(1);
        assertThat(late).containsExactly(new Timed<>(4, 4L));
    }

    @Test
    void shouldMergeSessionsThatTouch() {
        WindowedFold<Long, List<Long>> fold = sessions(10, 0);
        fold.add(0, 0L, fired::add);
        fold.add(20, 20L, fired::add);
        fold.add(40, 40L, fired::add);
        fold.add(10, 10L, fired::add);
        fold.advanceTo(Long.MAX_VALUE, fired::add);
        assertThat(fired)
                .extracting(WindowedFold.Firing::window)
                .containsExactly(new TimeWindow(0, 30), new TimeWindow(40, 50));
        assertThat(fired.get(0).value()).containsExactly(0L, 10L, 20L);
    }

    @Test
    void shouldKeepSessionsApartThatAreFurtherThanTheGap() {
        WindowedFold<Long, List<Long>> fold = sessions(10, 0);
        fold.add(0, 0L, fired::add);
        fold.add(11, 11L, fired::add);
        fold.advanceTo(9, fired::add);
        assertThat(fired).extracting(WindowedFold.Firing::window).containsExactly(new TimeWindow(0, 10));
    }

    @Test
    void shouldGiveAMergedSessionTheNextVersion() {
        WindowedFold<Long, List<Long>> fold = sessions(10, 100);
        fold.add(0, 0L, fired::add);
        fold.advanceTo(15, fired::add);
        fold.add(8, 8L, fired::add);
        assertThat(fired).as("the longer session is still open").hasSize(1);
        fold.advanceTo(17, fired::add);
        assertThat(fired.get(1)).isEqualTo(new WindowedFold.Firing<>(new TimeWindow(0, 18), List.of(0L, 8L), 2));
    }

    @Test
    void shouldKeepEverythingWithAllTheLatenessThereIs() {
        WindowedFold<Long, List<Long>> fold = tumbling(5, Long.MAX_VALUE);
        fold.add(9, 9L, fired::add);
        fold.advanceTo(Long.MAX_VALUE - 1, fired::add);
        fold.add(8, 8L, fired::add);
        assertThat(fold.lateCount()).isZero();
        assertThat(fired).extracting(WindowedFold.Firing::version).containsExactly(1, 2);
    }

    @Test
    void shouldHoldTheWatermarkForTheSlowestPartitionUntilItIsIdle() {
        Watermarks watermarks = new Watermarks(0, 50);
        assertThat(watermarks.at(0)).isEqualTo(Long.MIN_VALUE);
        watermarks.observe("fast", 1000, 0);
        watermarks.observe("slow", 10, 0);
        assertThat(watermarks.at(1)).isEqualTo(9);
        watermarks.observe("fast", 1001, 49);
        assertThat(watermarks.at(49)).isEqualTo(9);
        assertThat(watermarks.at(50)).isEqualTo(1000);
        watermarks.observe("slow", 11, 51);
        assertThat(watermarks.at(51)).as("never backwards").isEqualTo(1000);
    }

    private WindowedFold<Long, List<Long>> tumbling(long size, long lateness) {
        return WindowedFold.<Long, List<Long>>fixed(
                        time -> List.of(TimeWindow.tumbling(time, 0, size)),
                        Comparator.naturalOrder(),
                        List::of,
                        WindowedFoldTest::append,
                        lateness)
                .lateTo(late::add);
    }

    private static WindowedFold<Long, List<Long>> sessions(long gap, long lateness) {
        return WindowedFold.sessions(gap, Comparator.naturalOrder(), List::of, WindowedFoldTest::append, lateness);
    }

    private static List<Long> append(List<Long> list, Long element) {
        List<Long> longer = new ArrayList<>(list);
        longer.add(element);
        return longer;
    }
}
