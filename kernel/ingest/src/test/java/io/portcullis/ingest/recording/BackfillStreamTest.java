package io.portcullis.ingest.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portcullis.ingest.MarketEvents;
import io.portcullis.model.id.InstrumentId;
import io.portcullis.model.market.MarketEvent;
import io.portcullis.model.market.Trade;
import io.portcullis.model.value.Price;
import io.portcullis.model.value.Quantity;
import io.portcullis.spi.MarketStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class BackfillStreamTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static Trade trade(long time, long size) {
        return new Trade(InstrumentId.of("AAA"), Price.of(10), Quantity.ofShares(size), "", time, time);
    }

    private static List<MarketEvent> all(BackfillStream stream) throws IOException, InterruptedException {
        List<MarketEvent> events = new ArrayList<>();
        for (MarketEvent event = stream.next(); event != null; event = stream.next()) {
            events.add(event);
        }
        return events;
    }

    @Test
    void shouldGiveOnceWhatBothHaveAndTwiceWhatBothHaveTwice() throws Exception {
        List<Trade> history = List.of(trade(1, 1), trade(5, 5), trade(5, 5), trade(6, 6));
        List<Trade> live = List.of(trade(5, 5), trade(5, 5), trade(6, 6), trade(9, 9));
        try (BackfillStream stream = new BackfillStream(new ListStream(history), new ListStream(live), 4, PATIENCE)) {
            assertThat(all(stream)).containsExactly(trade(1, 1), trade(5, 5), trade(5, 5), trade(6, 6), trade(9, 9));
            assertThat(stream.seam()).isEqualTo(new BackfillStream.Seam(3, 0, 0));
        }
    }

    @Test
    void shouldFillWhatOneOfThemMissesFromTheOtherInOrder() throws Exception {
        List<Trade> history = List.of(trade(1, 1), trade(4, 4), trade(7, 7), trade(8, 8));
        List<Trade> live = List.of(trade(4, 4), trade(5, 5), trade(8, 8), trade(9, 9));
        try (BackfillStream stream = new BackfillStream(new ListStream(history), new ListStream(live), 3, PATIENCE)) {
            assertThat(all(stream)).extracting(MarketEvent::knownTimeNanos).containsExactly(1L, 4L, 5L, 7L, 8L, 9L);
            assertThat(stream.seam()).isEqualTo(new BackfillStream.Seam(2, 1, 1));
        }
    }

    @Test
    void shouldNotLetAQuietMarketHoldTheHistoryUp() throws Exception {
        CountDownLatch opened = new CountDownLatch(1);
        MarketStream quiet = new MarketStream() {
            @Override
            public MarketEvent next() throws InterruptedException {
                opened.await();
                return null;
            }

            @Override
            public void close() {
                opened.countDown();
            }
        };
        List<Trade> history = List.of(trade(1, 1), trade(5, 5));
        try (BackfillStream stream = new BackfillStream(new ListStream(history), quiet, 4, Duration.ofMillis(20))) {
            assertThat(stream.next()).isEqualTo(trade(1, 1));
            assertThat(stream.next()).isEqualTo(trade(5, 5));
            opened.countDown();
            assertThat(stream.next()).isNull();
            assertThat(stream.seam()).isEqualTo(new BackfillStream.Seam(0, 0, 1));
        }
    }

    @Test
    void shouldSayThatTheLiveStreamFailed() throws Exception {
        MarketStream broken = new MarketStream() {
            @Override
            public MarketEvent next() throws IOException {
                throw new IOException("the line is dead");
            }

            @Override
            public void close() {
                // nothing to close
            }
        };
        try (BackfillStream stream =
                new BackfillStream(new ListStream(List.of(MarketEvents.trade(1))), broken, 0, PATIENCE)) {
            assertThatThrownBy(() -> all(stream))
                    .isInstanceOf(IOException.class)
                    .hasMessage("the line is dead");
        }
    }

    @Test
    void shouldCloseBoth() {
        ListStream history = new ListStream(List.of());
        ListStream live = new ListStream(List.of());
        new BackfillStream(history, live, 0, PATIENCE).close();
        assertThat(history.isClosed()).isTrue();
        assertThat(live.isClosed()).isTrue();
    }

    /** Whatever was lost on one side in the overlap, and however the two are fed: the union, in order. */
    @Property(tries = 200)
    void noEventIsMissingOrDoubled(@ForAll long seed) throws Exception {
        Random random = new Random(seed);
        List<MarketEvent> happened = new ArrayList<>();
        long time = 0;
        for (int i = 0; i < 120; i++) {
            time += 1 + random.nextInt(3);
            happened.add(trade(time, 1 + random.nextInt(2)));
        }
        int liveFrom = random.nextInt(80);
        int historyTo = liveFrom + random.nextInt(120 - liveFrom);
        List<MarketEvent> history = new ArrayList<>();
        List<MarketEvent> live = new ArrayList<>();
        for (int i = 0; i < happened.size(); i++) {
            boolean both = i >= liveFrom && i <= historyTo;
            int lost = both ? random.nextInt(10) : 2;
            if (i <= historyTo && lost != 0) {
                history.add(happened.get(i));
            }
            if (i >= liveFrom && lost != 1) {
                live.add(happened.get(i));
            }
        }
        long liveFromNanos = happened.get(liveFrom).knownTimeNanos();
        try (BackfillStream stream =
                new BackfillStream(new ListStream(history), new ListStream(live), liveFromNanos, PATIENCE)) {
            assertThat(all(stream)).as("seed %d", seed).isEqualTo(happened);
        }
    }
}
