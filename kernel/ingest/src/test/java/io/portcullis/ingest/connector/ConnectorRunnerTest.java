package io.portcullis.ingest.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.portcullis.ingest.MarketEvents;
import io.portcullis.ingest.bus.ArtemisBus;
import io.portcullis.ingest.bus.BusSettings;
import io.portcullis.ingest.connector.RunnerStatus.State;
import io.portcullis.ingest.deadletter.DeadLetters;
import io.portcullis.model.market.MarketEvent;
import io.portcullis.spi.MarketStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ConnectorRunnerTest {
    private static final long WAIT_SECONDS = 30;

    @TempDir
    Path home;

    private ArtemisBus bus;
    private DeadLetters deadLetters;
    private final List<MarketEvent> received = Collections.synchronizedList(new ArrayList<>());

    @BeforeEach
    void start() {
        bus = ArtemisBus.open(BusSettings.defaults(home.resolve("bus")).withMarketBounds(100, 20));
        deadLetters = DeadLetters.toFolder(home.resolve("dead-letter"), Clock.systemUTC());
        bus.deliverMarketTo(received::add);
    }

    @AfterEach
    void stop() {
        deadLetters.close();
        bus.close();
    }

    /** A stream of given events that then ends or throws. */
    private static final class ListStream implements MarketStream {
        private final Iterator<? extends MarketEvent> events;
        private final IOException end;
        private boolean closed;

        ListStream(List<? extends MarketEvent> events, IOException end) {
            this.events = events.iterator();
            this.end = end;
        }

        @Override
        public MarketEvent next() throws IOException {
            if (!events.hasNext() && end != null) {
                throw end;
            }
            return events.hasNext() ? events.next() : null;
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    private static List<? extends MarketEvent> trades(long count) {
        return LongStream.rangeClosed(1, count).mapToObj(MarketEvents::trade).toList();
    }

    private ConnectorRunner runner(MarketStream stream) {
        return new ConnectorRunner("test", stream, bus, Pacing.WAIT, deadLetters);
    }

    @Test
    void shouldDeliverExactlyWhatIsKnownAtEachStep() throws Exception {
        try (ConnectorRunner runner = runner(new ListStream(trades(500), null))) {
            for (int known = 50; known <= 500; known += 50) {
                long next = runner.advanceTo(MarketEvents.TIME + known).get(WAIT_SECONDS, TimeUnit.SECONDS);

                assertThat(received).hasSize(known).last().isEqualTo(MarketEvents.trade(known));
                assertThat(next).isEqualTo(known == 500 ? Long.MAX_VALUE : MarketEvents.TIME + known + 1);
            }
            assertThat(runner.status().state()).isEqualTo(State.ENDED);
            assertThat(runner.advanceTo(Long.MAX_VALUE).get(WAIT_SECONDS, TimeUnit.SECONDS))
                    .isEqualTo(Long.MAX_VALUE);
        }
    }

    @Test
    void shouldLoseNothingWhenItRunsFreelyAgainstASlowSink() throws Exception {
        try (ConnectorRunner runner = runner(new ListStream(trades(5_000), null))) {
            runner.start().get(WAIT_SECONDS, TimeUnit.SECONDS);
            bus.flushMarker().get(WAIT_SECONDS, TimeUnit.SECONDS);

            assertThat(received).isEqualTo(trades(5_000));
            assertThat(runner.status().published()).isEqualTo(5_000);
        }
    }

    @Test
    void shouldPutAsideWhatGoesBackInTime() throws Exception {
        List<MarketEvent> events =
                List.of(MarketEvents.trade(1), MarketEvents.trade(5), MarketEvents.trade(3), MarketEvents.trade(6));
        try (ConnectorRunner runner = runner(new ListStream(events, null))) {
            runner.advanceTo(Long.MAX_VALUE).get(WAIT_SECONDS, TimeUnit.SECONDS);

            assertThat(received).containsExactly(MarketEvents.trade(1), MarketEvents.trade(5), MarketEvents.trade(6));
            assertThat(runner.status().outOfOrder()).isEqualTo(1);
            assertThat(deadLetters.counts().total()).isEqualTo(1);
        }
    }

    @Test
    void shouldFailAloneAndSayWhyWhenItsStreamThrows() throws Exception {
        ListStream stream = new ListStream(trades(3), new IOException("truncated gzip"));
        ConnectorRunner runner = runner(stream);

        assertThatThrownBy(() -> runner.advanceTo(Long.MAX_VALUE).get(WAIT_SECONDS, TimeUnit.SECONDS))
                .hasMessageContaining("truncated gzip");
        bus.flushMarker().get(WAIT_SECONDS, TimeUnit.SECONDS);
        assertThat(received).hasSize(3);
        assertThat(runner.status().state()).isEqualTo(State.FAILED);
        runner.close();
        assertThat(stream.closed).isTrue();
        assertThat(runner.status().state()).isEqualTo(State.FAILED);
    }

    @Test
    void shouldStopAStreamThatBlocks() {
        CountDownLatch never = new CountDownLatch(1);
        ConnectorRunner runner = runner(new MarketStream() {
            @Override
            public MarketEvent next() throws InterruptedException {
                never.await();
                return null;
            }

            @Override
            public void close() {
                never.countDown();
            }
        });
        runner.start();
        await().until(() -> runner.status().state() == State.RUNNING);

        runner.close();

        assertThat(runner.status().state()).isEqualTo(State.CLOSED);
    }

    @Test
    void shouldFailInVirtualTimeAndGoOnLiveWhenTheBusIsDown() throws Exception {
        bus.close();
        try (ConnectorRunner virtual = runner(new ListStream(trades(3), null));
                ConnectorRunner live = new ConnectorRunner(
                        "live", new ListStream(trades(3), null), bus, Pacing.DROP_OLDEST, deadLetters)) {
            virtual.start().get(WAIT_SECONDS, TimeUnit.SECONDS);
            live.start().get(WAIT_SECONDS, TimeUnit.SECONDS);

            assertThat(virtual.status().state()).isEqualTo(State.FAILED);
            assertThat(virtual.status().problem()).contains("the bus took no more events", "closed");
            assertThat(live.status().state()).isEqualTo(State.ENDED);
            assertThat(live.status().refused()).isEqualTo(3);
        }
    }
}
