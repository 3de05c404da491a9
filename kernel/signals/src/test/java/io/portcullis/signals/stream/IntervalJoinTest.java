package io.portcullis.signals.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

class IntervalJoinTest {
    private final List<IntervalJoin.Pair<String, Integer, Integer>> out = new ArrayList<>();
    private final List<Timed<?>> late = new ArrayList<>();
    private final IntervalJoin<String, Integer, Integer> join = new IntervalJoin<String, Integer, Integer>(
                    -2, 1, Comparator.naturalOrder(), Comparator.naturalOrder())
            .lateTo(late::add);

    /** The example of Flink's manual: bounds -2 and +1, both included. */
    @Test
    void shouldJoinAsFlinkDoes() {
        for (int time : new int[] {0, 2, 3, 4, 5, 7}) {
            join.left("k", time, time);
        }
        for (int time : new int[] {0, 1, 6, 7}) {
            join.right("k", time, time);
        }
        join.advanceTo(Long.MAX_VALUE, out::add);
        assertThat(out)
                .extracting(pair -> pair.left().element() + "-" + pair.right().element())
                .containsExactly("0-0", "0-1", "2-0", "2-1", "3-1", "5-6", "7-6", "7-7");
        assertThat(join.keptCount()).isZero();
    }

    @Test
    void shouldWaitUntilThePairIsComplete() {
        join.left("k", 5, 5);
        join.right("k", 6, 6);
        join.advanceTo(5, out::add);
        assertThat(out).isEmpty();
        join.advanceTo(6, out::add);
        assertThat(out).hasSize(1);
        assertThat(out.get(0).timeNanos()).isEqualTo(6);
    }

    @Test
    void shouldNotJoinOtherKeysNorWhatComesTooLate() {
        join.left("a", 5, 5);
        join.right("b", 5, 5);
        join.advanceTo(5, out::add);
        join.right("a", 5, 50);
        join.right("a", 6, 60);
        join.advanceTo(6, out::add);
        assertThat(out)
                .extracting(pair -> pair.right().element())
                .as("within one later")
                .containsExactly(60);
        assertThat(late).containsExactly(new Timed<>(5, 50));
        assertThat(join.lateCount()).isEqualTo(1);
    }

    @Test
    void shouldKeepOnlyWhatCanStillMeetSomething() {
        for (int time = 0; time < 100; time++) {
            join.left("k", time, time);
            join.right("k", time, time);
            join.advanceTo(time, out::add);
        }
        assertThat(join.keptCount()).as("lefts for one later, rights for two").isLessThanOrEqualTo(3);
    }

    @Test
    void shouldRefuseBoundsTheWrongWayRound() {
        assertThatThrownBy(() -> new IntervalJoin<String, Integer, Integer>(
                        1, 0, Comparator.naturalOrder(), Comparator.naturalOrder()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1 and 0");
    }
}
