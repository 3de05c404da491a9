package io.portcullis.connector.generated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.portcullis.model.id.InstrumentId;
import io.portcullis.model.market.Bar;
import io.portcullis.model.market.BarPeriod;
import io.portcullis.model.market.MarketEvent;
import io.portcullis.model.market.Quote;
import io.portcullis.model.market.TradingHalt;
import io.portcullis.spi.MarketStream;
import io.portcullis.spi.StreamRequest;
import io.portcullis.testkit.RecordingBadRecords;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class LiveStreamTest {
    private static final long SECOND = 1_000_000_000L;
    private static final int HISTORY = 5;
    private static final LocalDate TODAY = LocalDate.of(2024, 6, 5);
    private static final long FIVE_PAST_NOON = nanos("2024-06-05T16:05:00.5Z");

    @Test
    void shouldBeginWithAHistoryThatIsKnownAlready() throws Exception {
        try (MarketStream stream = open(new SteppedClock(FIVE_PAST_NOON), Map.of())) {
            List<Bar> bars = new ArrayList<>();
            for (MarketEvent event = stream.next(); !(event instanceof Quote); event = stream.next()) {
                assertThat(event.knownTimeNanos()).isLessThan(FIVE_PAST_NOON);
                if (event instanceof Bar bar) {
                    bars.add(bar);
                }
            }
            assertThat(bars).hasSize(HISTORY * 61).allMatch(bar -> bar.period() == BarPeriod.DAY);
            assertThat(bars.get(bars.size() - 1).session()).isEqualTo("2024-06-04");
        }
    }

    @Test
    void shouldGiveOneQuoteAndOneBarPerInstrumentAndSecond() throws Exception {
        SteppedClock clock = new SteppedClock(FIVE_PAST_NOON);
        try (MarketStream stream = open(clock, Map.of())) {
            List<MarketEvent> ticks = ticks(stream, 3 * 2 * 61);
            SortedMap<Long, Integer> quotes = new TreeMap<>();
            SortedMap<Long, Integer> bars = new TreeMap<>();
            for (MarketEvent tick : ticks) {
                if (tick instanceof Quote quote) {
                    assertThat(quote.bid()).isLessThan(quote.ask());
                    quotes.merge(quote.eventTimeNanos(), 1, Integer::sum);
                } else if (tick instanceof Bar bar) {
                    assertThat(bar.period()).isEqualTo(BarPeriod.SECOND);
                    assertThat(bar.session()).isEqualTo(TODAY);
                    bars.merge(bar.eventTimeNanos(), 1, Integer::sum);
                }
            }
            long first = FIVE_PAST_NOON / SECOND * SECOND + SECOND;
            assertThat(quotes)
                    .isEqualTo(bars)
                    .isEqualTo(new TreeMap<>(Map.of(first, 61, first + SECOND, 61, first + 2 * SECOND, 61)));
            assertThat(clock.nanos).isEqualTo(first + 2 * SECOND);
        }
    }

    @Test
    void shouldGiveAsManyQuotesPerSecondAsItIsTold() throws Exception {
        try (MarketStream stream = open(new SteppedClock(FIVE_PAST_NOON), Map.of("ticksPerSecond", "4"))) {
            List<MarketEvent> ticks = ticks(stream, 2 * 5 * 61);
            assertThat(ticks).filteredOn(Quote.class::isInstance).hasSize(2 * 4 * 61);
            assertThat(ticks).filteredOn(Bar.class::isInstance).hasSize(2 * 61);
            long known = 0;
            for (MarketEvent tick : ticks) {
                assertThat(tick.knownTimeNanos()).isGreaterThanOrEqualTo(known);
                known = tick.knownTimeNanos();
            }
        }
    }

    @Test
    void shouldGoOnFromTheLastClose() throws Exception {
        SortedMap<InstrumentId, Double> lastClose = new TreeMap<>();
        try (MarketStream stream = open(new SteppedClock(nanos("2024-06-05T04:00:01Z")), Map.of())) {
            MarketEvent event = stream.next();
            for (; !(event instanceof Quote); event = stream.next()) {
                if (event instanceof Bar bar) {
                    lastClose.put(bar.instrument(), bar.close().toDouble());
                }
            }
            for (; event instanceof Quote quote; event = stream.next()) {
                double close = lastClose.get(quote.instrument());
                assertThat(quote.ask().toDouble()).isCloseTo(close, within(0.01 * close));
            }
        }
    }

    @Test
    void shouldShowTwoProcessesTheSamePricesAtTheSameTime() throws Exception {
        try (MarketStream early = open(new SteppedClock(FIVE_PAST_NOON), Map.of());
                MarketStream late = open(new SteppedClock(FIVE_PAST_NOON + 10 * SECOND), Map.of())) {
            List<MarketEvent> whole = ticks(early, 12 * 2 * 61);
            List<MarketEvent> tenSecondsOn = ticks(late, 2 * 2 * 61);
            assertThat(tenSecondsOn).isEqualTo(whole.subList(10 * 2 * 61, 12 * 2 * 61));
        }
    }

    @Test
    void shouldLeaveOutSecondsThatNobodyAskedForInTime() throws Exception {
        SteppedClock clock = new SteppedClock(FIVE_PAST_NOON);
        try (MarketStream stream = open(clock, Map.of())) {
            ticks(stream, 2 * 61);
            clock.nanos += 100 * SECOND;
            MarketEvent next = stream.next();
            assertThat(clock.nanos - next.knownTimeNanos()).isBetween(0L, 3 * SECOND);
        }
    }

    @Test
    void shouldHaltOneInstrumentForAMinuteInTen() throws Exception {
        try (MarketStream stream = open(new SteppedClock(nanos("2024-06-05T16:09:58Z")), Map.of())) {
            List<MarketEvent> events = ticks(stream, 65 * 2 * 61);
            List<TradingHalt> halts = events.stream()
                    .filter(TradingHalt.class::isInstance)
                    .map(TradingHalt.class::cast)
                    .toList();
            assertThat(halts).extracting(TradingHalt::halted).containsExactly(true, false);
            assertThat(halts.get(1).eventTimeNanos() - halts.get(0).eventTimeNanos())
                    .isEqualTo(60 * SECOND);
            InstrumentId halted = halts.get(0).instrument();
            int on = events.indexOf(halts.get(0));
            int off = events.indexOf(halts.get(1));
            assertThat(events.subList(on + 1, off)).noneMatch(event -> isOf(halted, event));
            assertThat(events.subList(off, events.size())).anyMatch(event -> isOf(halted, event));
        }
    }

    @Test
    void shouldCountAWeekendToTheNextSession() throws Exception {
        try (MarketStream stream = open(new SteppedClock(nanos("2024-06-08T16:05:00Z")), Map.of())) {
            Bar bar = ticks(stream, 2 * 61).stream()
                    .filter(Bar.class::isInstance)
                    .map(Bar.class::cast)
                    .findFirst()
                    .orElseThrow();
            assertThat(bar.session()).isEqualTo("2024-06-10");
        }
    }

    @Test
    void shouldEndWhenItsThreadIsInterrupted() throws Exception {
        try (MarketStream stream = open(WallClock.of(Clock.systemUTC()), Map.of())) {
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> ticks(stream, 1)).isInstanceOf(InterruptedException.class);
            assertThat(Thread.currentThread().isInterrupted()).isFalse();
        }
    }

    @Test
    void shouldEndWhenItIsClosed() throws Exception {
        MarketStream stream = open(new SteppedClock(FIVE_PAST_NOON), Map.of());
        ticks(stream, 1);
        stream.close();
        stream.close();
        assertThat(stream.next()).isNull();
    }

    private static MarketStream open(WallClock clock, Map<String, String> options) throws Exception {
        StreamRequest request = new StreamRequest("", null, null, HISTORY, 1, new TreeMap<>(options));
        return new GeneratedConnector(clock).open(request, new RecordingBadRecords());
    }

    /** The next events behind the history. */
    private static List<MarketEvent> ticks(MarketStream stream, int count) throws Exception {
        List<MarketEvent> ticks = new ArrayList<>();
        while (ticks.size() < count) {
            MarketEvent event = stream.next();
            boolean isLive = event instanceof Quote
                    || (event instanceof Bar bar && bar.period() == BarPeriod.SECOND)
                    || event instanceof TradingHalt;
            if (isLive) {
                ticks.add(event);
            }
        }
        return ticks;
    }

    private static boolean isOf(InstrumentId instrument, MarketEvent event) {
        return (event instanceof Quote quote && quote.instrument().equals(instrument))
                || (event instanceof Bar bar && bar.instrument().equals(instrument));
    }

    private static long nanos(String instant) {
        Instant time = Instant.parse(instant);
        return time.getEpochSecond() * SECOND + time.getNano();
    }

    /** A clock that stands still but for sleeping, which takes no time. */
    private static final class SteppedClock implements WallClock {
        private long nanos;

        SteppedClock(long nanos) {
            this.nanos = nanos;
        }

        @Override
        public long nanos() {
            return nanos;
        }

        @Override
        public void sleepUntil(long until) {
            nanos = Math.max(nanos, until);
        }
    }
}
