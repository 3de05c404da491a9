package io.portcullis.signals.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.signals.stream.AsOfJoin.Joined;
import io.portcullis.signals.stream.AsOfJoin.Mode;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AsOfJoinTest {
    private final List<Joined<String, String, Integer>> out = new ArrayList<>();

    /** The example of kdb+'s aj: trades at 10:01:01, :03 and :04, quotes at :00 (ibm, msft twice) and :02 (ibm). */
    @Test
    void shouldJoinAsKdbDoes() {
        AsOfJoin<String, String, Integer> join = new AsOfJoin<>(Mode.AT_ONCE, Long.MAX_VALUE, Long.MAX_VALUE);
        join.right("ibm", at(0), 100);
        join.right("msft", at(0), 99);
        join.right("msft", at(0), 101);
        join.right("ibm", at(2), 98);
        join.left("msft", at(1), "a", out::add);
        join.left("ibm", at(3), "b", out::add);
        join.left("ge", at(4), "c", out::add);
        assertThat(out).extracting(Joined::right).containsExactly(101, 98, null);
        assertThat(out.get(0).rightNanos()).as("aj0 gives the quote's time").isEqualTo(at(0));
        assertThat(out.get(1).rightNanos()).isEqualTo(at(2));
    }

    /** So many seconds after 10:01. */
    private static long at(int second) {
        return LocalTime.of(10, 1, second).toNanoOfDay();
    }

    @Test
    void shouldAnswerTheSameHoweverTheStreamsInterleaveWhenItWaits() {
        AsOfJoin<String, String, Integer> join = new AsOfJoin<>(Mode.WAIT_FOR_RIGHT, 100, 0);
        join.left("ibm", 3, "late quote", out::add);
        join.left("ibm", 1, "before all", out::add);
        assertThat(out).isEmpty();
        join.right("ibm", 2, 98);
        join.rightSeenUpTo(3, out::add);
        assertThat(out).extracting(Joined::left).containsExactly("before all", "late quote");
        assertThat(out).extracting(Joined::right).containsExactly(null, 98);
        assertThat(join.waitingCount()).isZero();
    }

    @Test
    void shouldNotJoinWhatIsTooOld() {
        AsOfJoin<String, String, Integer> join = new AsOfJoin<>(Mode.AT_ONCE, 5, 0);
        join.right("ibm", 0, 100);
        join.left("ibm", 5, "just", out::add);
        join.left("ibm", 6, "too old", out::add);
        assertThat(out).extracting(Joined::right).containsExactly(100, null);
    }

    @Test
    void shouldForgetWhatNoLeftElementCanMatchAnyMore() {
        AsOfJoin<String, String, Integer> join = new AsOfJoin<>(Mode.WAIT_FOR_RIGHT, Long.MAX_VALUE, 10);
        for (int time = 0; time < 100; time++) {
            join.right("ibm", time, time);
        }
        join.rightSeenUpTo(99, out::add);
        assertThat(join.keptCount()).isEqualTo(11);
        join.left("ibm", 89, "at the edge", out::add);
        assertThat(out.get(0).right()).isEqualTo(89);
    }
}
