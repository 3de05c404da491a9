package io.portcullis.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portcullis.model.id.VenueId;
import io.portcullis.model.market.Bar;
import io.portcullis.model.order.OrderType;
import io.portcullis.model.order.VenueCommand;
import io.portcullis.model.signal.FeatureFrame;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class BuildersTest {
    @Test
    void shouldCountWeekdaysAndKnowNewYorkOnBothSidesOfTheClockChange() {
        // 2024-03-08 is a Friday; clocks went forward on Sunday the 10th.
        List<LocalDate> days = TradingDays.from(LocalDate.of(2024, 3, 8), 2);
        assertThat(days).containsExactly(LocalDate.of(2024, 3, 8), LocalDate.of(2024, 3, 11));
        assertThat(TradingDays.openNanos(days.get(0))).isEqualTo(nanos("2024-03-08T14:30:00Z"));
        assertThat(TradingDays.closeNanos(days.get(1))).isEqualTo(nanos("2024-03-11T20:00:00Z"));
    }

    @Test
    void shouldRefuseToTurnTheClockBack() {
        ManualClock clock = ManualClock.at(100).advance(Duration.ofNanos(5));
        assertThat(clock.getAsLong()).isEqualTo(105);
        assertThatThrownBy(() -> clock.advanceTo(104))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("105");
    }

    @Test
    void shouldWalkTheSameWayForTheSameSeed() {
        LocalDate start = LocalDate.of(2024, 3, 4);
        List<Bar> walk = Bars.walk("AAA", start, 50, 3);
        assertThat(walk).hasSize(50).isEqualTo(Bars.walk("AAA", start, 50, 3));
        assertThat(walk).isNotEqualTo(Bars.walk("AAA", start, 50, 4));
    }

    @Test
    void shouldMakeALimitOrderExactlyWhenThereIsALimit() {
        assertThat(Orders.buy("AAA", 5).newOrder().type()).isEqualTo(OrderType.MARKET);
        assertThat(Orders.sell("AAA", 5).limit(3).request().type()).isEqualTo(OrderType.LIMIT);
    }

    @Test
    void shouldShowTheFramesOfTwoSeedsDifferently() {
        List<FeatureFrame> frames = Frames.daily(List.of("close"), 3, LocalDate.of(2024, 3, 4), 4, 1);
        assertThat(frames).hasSize(4);
        double close = frames.get(0).rows().get(0).values()[0];
        assertThat(close).isPositive();
        double other = Frames.daily(List.of("close"), 3, LocalDate.of(2024, 3, 4), 4, 2)
                .get(0)
                .rows()
                .get(0)
                .values()[0];
        assertThat(close).isNotEqualTo(other);
        assertThatThrownBy(() -> Frames.of("close").row("AAA", "none", 1, 2)).hasMessageContaining("needs 1 values");
    }

    @Test
    void shouldKeepWhatTheEngineSendsInOrder() {
        RecordingOutbox outbox = new RecordingOutbox();
        VenueCommand first = Orders.buy("AAA", 1).id("o-1").newOrder();
        VenueCommand second = Orders.buy("AAA", 1).id("o-2").newOrder();
        outbox.send(VenueId.of("v"), first);
        outbox.send(VenueId.of("v"), second);
        assertThat(outbox.sent()).extracting(RecordingOutbox.Sent::command).containsExactly(first, second);
    }

    private static long nanos(String instant) {
        return Instant.parse(instant).getEpochSecond() * 1_000_000_000L;
    }
}
