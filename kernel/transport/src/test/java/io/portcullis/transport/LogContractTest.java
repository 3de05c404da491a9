package io.portcullis.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portcullis.model.event.EngineEvent;
import io.portcullis.model.event.EngineEvent.ClockTick;
import io.portcullis.model.event.EngineEvent.KillRequested;
import io.portcullis.model.gate.Scope;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every log owes its engine, whatever it is made of. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
public abstract class LogContractTest {
    protected Log log;

    /** A new, empty log. */
    protected abstract Log open() throws Exception;

    @BeforeEach
    void begin() throws Exception {
        log = open();
    }

    @AfterEach
    void end() {
        log.close();
    }

    @Test
    void shouldHandOutEventsInTheOrderOfAppending() {
        List<EngineEvent> sent = numbered(0, 500);
        List<Long> promised = new ArrayList<>();
        sent.forEach(event -> promised.add(log.append(event)));

        Handed handed = poll(sent.size());

        assertThat(handed.events).isEqualTo(sent);
        assertThat(handed.positions).isEqualTo(promised).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void shouldHandOutNothingBeyondTheRecordedPosition() {
        numbered(0, 100).forEach(log::append);
        Handed handed = new Handed();
        while (handed.events.size() < 100) {
            log.poll(
                    (position, event) -> {
                        assertThat(position).isLessThanOrEqualTo(log.recordedPosition());
                        handed.onEvent(position, event);
                    },
                    7);
        }
        assertThat(log.recordedPosition()).isEqualTo(handed.last());
    }

    @Test
    void shouldKeepEachThreadsOrderAndLoseNothingOfManyThreads() throws Exception {
        int threads = 4;
        int each = 2_000;
        List<Thread> writers = new ArrayList<>();
        for (int writer = 0; writer < threads; writer++) {
            String name = "writer-" + writer;
            writers.add(new Thread(() -> {
                for (int i = 0; i < each; i++) {
                    log.append(new KillRequested(i, Scope.GLOBAL, name, Integer.toString(i)));
                }
            }));
        }
        writers.forEach(Thread::start);

        Handed handed = poll(threads * each);
        for (Thread writer : writers) {
            writer.join();
        }

        Map<String, Integer> next = new HashMap<>();
        for (EngineEvent event : handed.events) {
            KillRequested kill = (KillRequested) event;
            assertThat(Integer.parseInt(kill.reason())).isEqualTo(next.merge(kill.by(), 1, Integer::sum) - 1);
        }
        assertThat(next)
                .hasSize(threads)
                .allSatisfy((by, count) -> assertThat(count).isEqualTo(each));
        assertThat(handed.events.stream().map(EngineEvent::timeNanos).toList()).isSorted();
    }

    @Test
    void shouldRaiseAnEventThatIsStampedBeforeTheLastOne() {
        log.append(tick(1_000));
        log.append(new KillRequested(400, Scope.GLOBAL, "risk", "late stamp"));
        log.append(tick(1_001));

        Handed handed = poll(3);

        assertThat(handed.events.stream().map(EngineEvent::timeNanos)).containsExactly(1_000L, 1_000L, 1_001L);
        assertThat(handed.events.get(1)).isEqualTo(new KillRequested(1_000, Scope.GLOBAL, "risk", "late stamp"));
        assertThat(replay(log.startPosition())).isEqualTo(handed);
    }

    @Test
    void shouldTakeWhatTheHandlerAppendsWhileItHandles() {
        log.append(tick(1));
        Handed handed = new Handed();
        while (handed.events.size() < 1_001) {
            log.poll(
                    (position, event) -> {
                        handed.onEvent(position, event);
                        if (event.equals(tick(1))) {
                            numbered(10, 1_000).forEach(log::append);
                        }
                    },
                    50);
        }
        assertThat(handed.events.subList(1, 1_001)).isEqualTo(numbered(10, 1_000));
    }

    @Test
    void shouldHandOutTheSameEventAgainWhenTheHandlerThrew() {
        numbered(0, 3).forEach(log::append);
        Handed handed = new Handed();
        assertThatThrownBy(() -> {
                    while (true) {
                        log.poll(
                                (position, event) -> {
                                    if (event.timeNanos() == 1) {
                                        throw new IllegalStateException("engine stopped at 1");
                                    }
                                    handed.onEvent(position, event);
                                },
                                10);
                    }
                })
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("engine stopped at 1");

        assertThat(handed.events).isEqualTo(numbered(0, 1));
        assertThat(poll(2).events).isEqualTo(numbered(1, 2));
    }

    @Test
    void shouldCarryEveryKindOfEventUnchanged() {
        List<EngineEvent> sent = inTimeOrder(new Samples(7).events());
        sent.forEach(log::append);

        Handed handed = poll(sent.size());

        assertThat(handed.events)
                .usingRecursiveFieldByFieldElementComparator(Samples.BY_VALUE)
                .containsExactlyElementsOf(sent);
    }

    @Test
    void shouldCarryMessagesLongerThanOneFrame() {
        Samples samples = new Samples(8);
        List<EngineEvent> sent = inTimeOrder(List.of(
                samples.chunk(64 * 1024), samples.chunk(9_000), samples.chunk(8_192), samples.chunk(64 * 1024)));
        sent.forEach(log::append);

        Handed handed = poll(sent.size());

        assertThat(handed.events)
                .usingRecursiveFieldByFieldElementComparator(Samples.BY_VALUE)
                .containsExactlyElementsOf(sent);
        assertThat(replay(log.startPosition()).events)
                .usingRecursiveFieldByFieldElementComparator(Samples.BY_VALUE)
                .containsExactlyElementsOf(sent);
    }

    @Test
    void shouldReadAgainFromEveryPositionWhatWasHandedOut() {
        numbered(0, 60).forEach(log::append);
        Handed handed = poll(60);

        assertThat(replay(log.startPosition())).isEqualTo(handed);
        for (int snapshot = 0; snapshot < 60; snapshot++) {
            Handed tail = replay(handed.positions.get(snapshot));
            assertThat(tail.events).isEqualTo(handed.events.subList(snapshot + 1, 60));
        }
    }

    @Test
    void shouldStopReadingAtTheGivenPosition() {
        numbered(0, 60).forEach(log::append);
        Handed handed = poll(60);

        Handed part = new Handed();
        log.replay(handed.positions.get(9), handed.positions.get(19), part);

        assertThat(part.events).isEqualTo(handed.events.subList(10, 20));
    }

    @Test
    void shouldFindTheLastEventAtOrBeforeAnyPosition() {
        numbered(0, 30).forEach(log::append);
        Handed handed = poll(30);

        for (int i = 0; i < 30; i++) {
            RecordedEvent expected = new RecordedEvent(handed.positions.get(i), handed.events.get(i));
            assertThat(log.lastAt(expected.position())).contains(expected);
            long nextEnd = i == 29 ? Long.MAX_VALUE : handed.positions.get(i + 1);
            assertThat(log.lastAt(nextEnd - 1)).contains(expected);
        }
        assertThat(log.lastAt(handed.positions.get(0) - 1)).isEmpty();
        assertThat(log.lastAt(0)).isEmpty();
        assertThat(log.lastAt(-5)).isEmpty();
    }

    @Test
    void shouldFindTheLastEventAtOrBeforeAnyTime() {
        List<Long> times = List.of(10L, 10L, 20L, 20L, 20L, 35L);
        times.forEach(time -> log.append(tick(time)));
        Handed handed = poll(times.size());

        assertThat(log.lastAtTime(9)).isEmpty();
        assertThat(log.lastAtTime(10).orElseThrow().position()).isEqualTo(handed.positions.get(1));
        assertThat(log.lastAtTime(19).orElseThrow().position()).isEqualTo(handed.positions.get(1));
        assertThat(log.lastAtTime(20).orElseThrow().position()).isEqualTo(handed.positions.get(4));
        assertThat(log.lastAtTime(34).orElseThrow().position()).isEqualTo(handed.positions.get(4));
        assertThat(log.lastAtTime(Long.MAX_VALUE).orElseThrow()).isEqualTo(new RecordedEvent(handed.last(), tick(35)));
    }

    @Test
    void shouldFindNothingInAnEmptyLog() {
        assertThat(log.lastAt(Long.MAX_VALUE)).isEmpty();
        assertThat(log.lastAtTime(Long.MAX_VALUE)).isEmpty();
    }

    @Test
    void shouldRefuseToReadFromAPositionThatIsNotThere() {
        assertThatThrownBy(() -> log.read(log.recordedPosition() + 64, Long.MAX_VALUE))
                .isInstanceOf(LogException.class)
                .hasMessageContaining("position must be");
    }

    @Test
    void shouldRefuseToAppendOnceClosed() {
        log.close();
        assertThatThrownBy(() -> log.append(tick(1)))
                .isInstanceOf(LogException.class)
                .hasMessage("the log is closed");
    }

    @Test
    void shouldWakeAParkedCoreThreadWhenAnotherThreadAppends() throws Exception {
        List<Thread> woken = new ArrayList<>();
        log.onAppend(() -> woken.add(Thread.currentThread()));
        log.poll((position, event) -> {}, 1);
        log.append(tick(1));
        assertThat(woken).isEmpty();

        Thread other = new Thread(() -> log.append(tick(2)));
        other.start();
        other.join();
        assertThat(woken).containsOnly(other).isNotEmpty();
    }

    /** Polls until so many events came. */
    protected Handed poll(int count) {
        return poll(log, count);
    }

    protected static Handed poll(Log log, int count) {
        Handed handed = new Handed();
        while (handed.events.size() < count) {
            if (log.poll(handed, 64) == 0) {
                Thread.onSpinWait();
            }
        }
        return handed;
    }

    protected Handed replay(long from) {
        Handed handed = new Handed();
        long events = log.replay(from, log.recordedPosition(), handed);
        assertThat(events).isEqualTo(handed.events.size());
        return handed;
    }

    protected static List<EngineEvent> numbered(int first, int count) {
        List<EngineEvent> events = new ArrayList<>();
        for (int i = first; i < first + count; i++) {
            events.add(tick(i));
        }
        return events;
    }

    protected static ClockTick tick(long timeNanos) {
        return new ClockTick(timeNanos, EngineEvent.Phase.SECOND, LocalDate.of(2020, 3, 16));
    }

    protected static List<EngineEvent> inTimeOrder(List<EngineEvent> events) {
        return events.stream()
                .sorted(java.util.Comparator.comparingLong(EngineEvent::timeNanos))
                .toList();
    }

    /** What came, and where the log stood then. */
    public static final class Handed implements LogHandler {
        public final List<EngineEvent> events = new ArrayList<>();
        public final List<Long> positions = new ArrayList<>();

        @Override
        public void onEvent(long position, EngineEvent event) {
            positions.add(position);
            events.add(event);
        }

        public long last() {
            return positions.get(positions.size() - 1);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Handed that && events.equals(that.events) && positions.equals(that.positions);
        }

        @Override
        public int hashCode() {
            return events.hashCode();
        }

        @Override
        public String toString() {
            return positions + " " + events;
        }
    }
}
