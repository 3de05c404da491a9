package io.portcullis.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portcullis.model.market.Bar;
import io.portcullis.model.market.MarketEvent;
import io.portcullis.model.market.Quote;
import io.portcullis.model.market.Trade;
import io.portcullis.spi.Connector;
import io.portcullis.spi.MarketStream;
import io.portcullis.spi.StreamRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every connector keeps to. Extend it with a small source that ends and one that cannot be read. */
public abstract class ConnectorContractTest {
    private static final int EVENTS_MAX = 200_000;

    /** The connector under test. */
    protected abstract Connector newConnector();

    /** A request for a stream that ends after a few hundred events. */
    protected abstract StreamRequest goodRequest();

    /** A request that cannot be served: a file that is not there, an option that makes no sense. */
    protected abstract StreamRequest badRequest();

    /** A word of the bad request that the exception's message must name, so that a reader knows where to look. */
    protected abstract String namedInMessage();

    @Test
    public void shouldDeliverSomethingAndEndWithNull() throws Exception {
        try (MarketStream stream = open()) {
            assertThat(drain(stream)).isNotEmpty();
            assertThat(stream.next()).as("after the end").isNull();
        }
    }

    @Test
    public void shouldDeliverInTheOrderOfKnowledge() throws Exception {
        long before = Long.MIN_VALUE;
        for (MarketEvent event : read()) {
            assertThat(event.knownTimeNanos()).as("%s", event).isGreaterThanOrEqualTo(before);
            before = event.knownTimeNanos();
        }
    }

    @Test
    public void shouldKnowNoMarketEventBeforeItHappened() throws Exception {
        for (MarketEvent event : read()) {
            if (event instanceof Bar || event instanceof Quote || event instanceof Trade) {
                assertThat(event.knownTimeNanos()).as("%s", event).isGreaterThanOrEqualTo(event.eventTimeNanos());
            }
        }
    }

    @Test
    public void shouldDeliverTheSameTwice() throws Exception {
        assertThat(read()).isEqualTo(read());
    }

    @Test
    public void shouldServeTwoStreamsAtOnce() throws Exception {
        List<MarketEvent> expected = read();
        Connector connector = newConnector();
        try (MarketStream first = connector.open(goodRequest(), new RecordingBadRecords());
                MarketStream second = connector.open(goodRequest(), new RecordingBadRecords())) {
            for (MarketEvent event : expected) {
                assertThat(first.next()).isEqualTo(event);
                assertThat(second.next()).isEqualTo(event);
            }
        }
    }

    @Test
    public void shouldBearBeingClosedTwiceAndEarly() throws Exception {
        MarketStream stream = open();
        assertThat(stream.next()).isNotNull();
        stream.close();
        stream.close();
    }

    @Test
    public void shouldSayClearlyWhatItCannotOpen() {
        assertThatThrownBy(() -> {
                    try (MarketStream stream = newConnector().open(badRequest(), new RecordingBadRecords())) {
                        stream.next();
                    }
                })
                .isInstanceOfAny(IOException.class, IllegalArgumentException.class)
                .hasMessageContaining(namedInMessage());
    }

    @Test
    public void shouldHaveAName() {
        assertThat(newConnector().name())
                .matches("[a-z0-9-]+")
                .isEqualTo(newConnector().name());
    }

    private MarketStream open() throws IOException {
        return newConnector().open(goodRequest(), new RecordingBadRecords());
    }

    private List<MarketEvent> read() throws IOException, InterruptedException {
        try (MarketStream stream = open()) {
            return drain(stream);
        }
    }

    private static List<MarketEvent> drain(MarketStream stream) throws IOException, InterruptedException {
        List<MarketEvent> events = new ArrayList<>();
        for (MarketEvent event = stream.next(); event != null; event = stream.next()) {
            events.add(event);
            if (events.size() > EVENTS_MAX) {
                throw new AssertionError("the stream of goodRequest() does not end within " + EVENTS_MAX + " events");
            }
        }
        return events;
    }
}
