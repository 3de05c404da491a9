package io.portcullis.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.model.event.EngineEvent;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReadAheadTest {
    private final MemoryLog log = MemoryLog.keeping();
    private final List<EngineEvent> events = new ArrayList<>();

    private void append(EngineEvent event) {
        log.append(event);
    }

    private ReadAhead read() {
        log.replay(0, log.recordedPosition(), (position, event) -> events.add(event));
        return new ReadAhead(log.read(0, log.recordedPosition()));
    }

    private List<EngineEvent> produced() {
        return events.stream()
                .filter(event -> event instanceof EngineEvent.Produced)
                .toList();
    }

    private static EngineEvent tick(long time) {
        return new EngineEvent.ClockTick(time, EngineEvent.Phase.SECOND, LocalDate.of(2024, 1, 2));
    }

    @Test
    void shouldHandOutEveryEventAtItsPlaceHoweverFarItLooks() {
        Samples samples = new Samples(5);
        for (int i = 0; i < 5; i++) {
            samples.events().forEach(this::append);
        }
        try (ReadAhead ahead = read()) {
            List<EngineEvent> handed = new ArrayList<>();
            List<Long> positions = new ArrayList<>();
            while (ahead.next()) {
                handed.add(ahead.event());
                positions.add(ahead.position());
                if (handed.size() % 3 == 0) {
                    ahead.nextSaid();
                }
            }
            assertThat(handed).hasSameSizeAs(events);
            assertThat(positions).isSorted().doesNotHaveDuplicates().last().isEqualTo(log.recordedPosition());
        }
    }

    @Test
    void shouldKnowTheEnginesNextWordBeforeItsTurnComes() {
        new Samples(5).events().forEach(this::append);
        try (ReadAhead ahead = read()) {
            assertThat(produced()).isNotEmpty();
            for (EngineEvent each : produced()) {
                assertThat(ahead.nextSaid()).hasSameClassAs(each);
                assertThat(ahead.nextSaid().timeNanos()).isEqualTo(each.timeNanos());
                ahead.said();
            }
            assertThat(ahead.nextSaid()).isNull();
        }
    }

    @Test
    void shouldForgetAWordThatWasSaidBeforeItWasFound() {
        for (int i = 0; i <= ReadAhead.AHEAD_MAX; i++) {
            append(tick(i));
        }
        long time = ReadAhead.AHEAD_MAX + 1;
        append(new EngineEvent.OrderWithdrawn(time, io.portcullis.model.id.ClientOrderId.of("a"), "first"));
        append(new EngineEvent.OrderWithdrawn(time, io.portcullis.model.id.ClientOrderId.of("b"), "second"));
        try (ReadAhead ahead = read()) {
            assertThat(ahead.nextSaid()).as("too far ahead").isNull();
            ahead.said();
            for (int i = 0; i <= ReadAhead.AHEAD_MAX; i++) {
                assertThat(ahead.next()).isTrue();
            }
            assertThat(ahead.nextSaid()).isEqualTo(events.get(events.size() - 1));
        }
    }
}
