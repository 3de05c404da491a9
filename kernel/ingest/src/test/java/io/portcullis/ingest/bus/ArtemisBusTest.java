package io.portcullis.ingest.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.portcullis.ingest.MarketEvents;
import io.portcullis.model.market.MarketEvent;
import io.portcullis.model.market.Trade;
import io.portcullis.model.value.Quantity;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.JMSSecurityException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.apache.activemq.artemis.api.core.TransportConfiguration;
import org.apache.activemq.artemis.core.remoting.impl.invm.InVMAcceptorFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ArtemisBusTest {
    private static final long RECEIVE_MILLIS = 10_000;

    @TempDir
    Path folder;

    private ArtemisBus bus;

    @AfterEach
    void close() {
        if (bus != null) {
            bus.close();
        }
    }

    private ArtemisBus open(int ring, int inFlight) {
        bus = ArtemisBus.open(BusSettings.defaults(folder.resolve("bus")).withMarketBounds(ring, inFlight));
        assertThat(bus.problem()).isEmpty();
        return bus;
    }

    @Test
    void shouldListenOnNoSocket() throws Exception {
        assertThat(new Broker(BusSettings.defaults(folder), BrokerAccess.create())
                        .configuration()
                        .getAcceptorConfigurations())
                .extracting(TransportConfiguration::getFactoryClassName)
                .containsExactly(InVMAcceptorFactory.class.getName());
    }

    @Test
    void shouldDeliverInOrderAndPassAMarkerBehindAllEarlierEvents() throws Exception {
        open(100, 10);
        List<MarketEvent> received = Collections.synchronizedList(new ArrayList<>());
        bus.deliverMarketTo(received::add);

        for (int step = 0; step < 5; step++) {
            for (int i = 1; i <= 200; i++) {
                assertThat(bus.publishMarketOrWait(MarketEvents.trade(step * 200 + i)))
                        .isTrue();
            }
            bus.flushMarker().get(30, TimeUnit.SECONDS);
            assertThat(received).hasSize((step + 1) * 200);
        }

        assertThat(received)
                .isEqualTo(LongStream.rangeClosed(1, 1_000)
                        .mapToObj(MarketEvents::trade)
                        .toList());
        assertThat(bus.counters().marketDropped()).isZero();
    }

    @Test
    void shouldDropTheOldestAndCountThemWhenTheSinkIsTooSlow() throws Exception {
        open(50, 50);
        int count = 5_000;
        CountDownLatch open = new CountDownLatch(1);
        List<Long> received = Collections.synchronizedList(new ArrayList<>());
        bus.deliverMarketTo(event -> {
            awaitOpen(open);
            received.add(((Trade) event).size().wholeShares().raw() / Quantity.ONE);
        });
        try (Connection connection = bus.routesConnectionFactory().createConnection()) {
            connection.start();
            Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
            MessageConsumer last = session.createConsumer(session.createTopic("market"), "seq = " + count);

            for (int i = 1; i <= count; i++) {
                assertThat(bus.publishMarket(MarketEvents.trade(i))).isTrue();
            }
            assertThat(last.receive(RECEIVE_MILLIS))
                    .as("the broker has routed everything")
                    .isNotNull();
        }
        open.countDown();
        bus.flushMarker().get(30, TimeUnit.SECONDS);

        // The ring, and the 64 KiB that were on their way to the sink before it stalled.
        assertThat(received).isSorted().endsWith((long) count).hasSizeBetween(50, 500);
        assertThat(bus.counters().marketDropped()).isEqualTo(count - received.size());
        assertThat(bus.counters().marketPublished()).isEqualTo(count);
    }

    @Test
    void shouldHoldTheBlockingPublisherUntilTheSinkHasCaughtUp() throws Exception {
        open(100, 10);
        CountDownLatch open = new CountDownLatch(1);
        List<MarketEvent> received = Collections.synchronizedList(new ArrayList<>());
        bus.deliverMarketTo(event -> {
            awaitOpen(open);
            received.add(event);
        });
        CompletableFuture<Void> publisher = CompletableFuture.runAsync(() -> publishOrWait(1_000));

        await().until(() -> bus.counters().marketPublished() >= 10);
        assertThat(publisher).isNotDone();
        assertThat(bus.counters().marketPublished()).isEqualTo(10);
        open.countDown();
        publisher.get(30, TimeUnit.SECONDS);
        bus.flushMarker().get(30, TimeUnit.SECONDS);

        assertThat(received).hasSize(1_000);
        assertThat(bus.counters().marketDropped()).isZero();
    }

    private void publishOrWait(int count) {
        try {
            for (int i = 1; i <= count; i++) {
                bus.publishMarketOrWait(MarketEvents.trade(i));
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void awaitOpen(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void shouldGoOnWhenTheSinkThrows() throws Exception {
        open(100, 10);
        List<MarketEvent> received = Collections.synchronizedList(new ArrayList<>());
        bus.deliverMarketTo(event -> {
            if (event.equals(MarketEvents.trade(1))) {
                throw new IllegalStateException("not this one");
            }
            received.add(event);
        });

        bus.publishMarket(MarketEvents.trade(1));
        bus.publishMarket(MarketEvents.trade(2));
        bus.flushMarker().get(30, TimeUnit.SECONDS);

        assertThat(received).containsExactly(MarketEvents.trade(2));
        assertThat(bus.counters().sinkFailures()).isEqualTo(1);
    }

    @Test
    void shouldKeepDecisionsOverARestart() throws Exception {
        open(100, 10);
        for (int i = 0; i < 250; i++) {
            assertThat(bus.publishDecision("{\"n\":" + i + "}")).isTrue();
        }
        bus.close();
        assertThat(bus.counters().durableSent()).isEqualTo(250);

        open(100, 10);
        assertThat(takeAll(BusAddress.DECISIONS, 250))
                .startsWith("{\"n\":0}", "{\"n\":1}")
                .endsWith("{\"n\":249}");
    }

    private List<String> takeAll(BusAddress address, int count) throws JMSException {
        List<String> texts = new ArrayList<>();
        try (Connection connection = bus.routesConnectionFactory().createConnection()) {
            connection.start();
            Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
            MessageConsumer consumer = session.createConsumer(session.createQueue(address.text()));
            while (texts.size() < count) {
                Message message = consumer.receive(RECEIVE_MILLIS);
                assertThat(message).isInstanceOf(TextMessage.class);
                texts.add(((TextMessage) message).getText());
            }
        }
        return texts;
    }

    @Test
    void shouldLetOthersSubscribeToMarketDataBySelector() throws Exception {
        open(100, 10);
        bus.deliverMarketTo(event -> {});
        try (Connection connection = bus.routesConnectionFactory().createConnection()) {
            connection.start();
            Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
            MessageConsumer halts = session.createConsumer(session.createTopic("market"), "type = 'trading-halt'");

            MarketEvents.ofEveryKind().forEach(bus::publishMarket);
            bus.flushMarker().get(30, TimeUnit.SECONDS);

            assertThat(((TextMessage) halts.receive(RECEIVE_MILLIS)).getText()).contains("\"halted\":true");
            assertThat(halts.receiveNoWait()).isNull();
        }
    }

    @Test
    void shouldRefuseRoutesThatSpeakToTheKernelPastTheChecks() throws Exception {
        open(100, 10);
        try (Connection connection = bus.routesConnectionFactory().createConnection()) {
            Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);

            assertThatThrownBy(() -> session.createProducer(session.createQueue("commands"))
                            .send(session.createTextMessage("{}")))
                    .isInstanceOf(JMSSecurityException.class);
            assertThatThrownBy(() -> session.createConsumer(session.createQueue("commands")))
                    .isInstanceOf(JMSSecurityException.class);
            session.createProducer(session.createQueue("route.own")).send(session.createTextMessage("mine"));
        }
    }

    @Test
    void shouldGiveACommandBackThreeTimesAndThenPutItAside() throws Exception {
        open(100, 10);
        List<String> seen = Collections.synchronizedList(new ArrayList<>());
        bus.deliverCommandsTo(command -> {
            seen.add(command);
            if (command.contains("bad")) {
                throw new IllegalStateException("cannot take this");
            }
        });

        bus.publishCommand("{\"bad\":true}");
        bus.publishCommand("{\"good\":true}");

        await().until(() -> seen.contains("{\"good\":true}"));
        assertThat(takeAll(BusAddress.DEAD_LETTER, 1)).containsExactly("{\"bad\":true}");
        assertThat(seen).filteredOn(command -> command.contains("bad")).hasSize(3);
    }

    @Test
    void shouldBeDownAndSayWhyWhenItCannotStart() throws Exception {
        Path file = Files.writeString(folder.resolve("bus"), "a file where the folder should be");

        bus = ArtemisBus.open(BusSettings.defaults(file));

        assertThat(bus.state()).isEqualTo(BusState.DOWN);
        assertThat(bus.problem()).contains("starting with the journal in");
        assertThat(bus.publishMarket(MarketEvents.trade(1))).isFalse();
        assertThat(bus.publishDecision("{}")).isFalse();
        assertThat(bus.flushMarker()).isCompletedExceptionally();
        assertThat(bus.counters().marketRefused()).isEqualTo(1);
        assertThat(bus.counters().durableRefused()).isEqualTo(1);
    }

    @Test
    void shouldComeBackByItselfWithItsSinkItsRoutesAndItsJournal() throws Exception {
        Path path = folder.resolve("bus");
        open(100, 10);
        assertThat(bus.publishDecision("{\"n\":1}")).isTrue();
        await().until(() -> bus.counters().durableSent() == 1);
        bus.close();
        Files.move(path, folder.resolve("kept"));
        Files.writeString(path, "a file where the folder should be");

        bus = ArtemisBus.open(BusSettings.defaults(path));
        List<MarketEvent> received = Collections.synchronizedList(new ArrayList<>());
        List<String> commands = Collections.synchronizedList(new ArrayList<>());
        bus.deliverMarketTo(received::add);
        bus.deliverCommandsTo(commands::add);
        assertThat(bus.state()).isEqualTo(BusState.DOWN);
        assertThat(bus.publishMarket(MarketEvents.trade(1))).isFalse();

        Files.delete(path);
        Files.move(folder.resolve("kept"), path);
        await().atMost(Duration.ofSeconds(40)).until(() -> bus.state() == BusState.UP);
        assertThat(bus.problem()).isEmpty();
        assertThat(bus.publishMarket(MarketEvents.trade(2))).isTrue();
        assertThat(bus.publishCommand("{\"go\":true}")).isTrue();
        assertThat(bus.publishDecision("{\"n\":2}")).isTrue();
        bus.flushMarker().get(30, TimeUnit.SECONDS);
        assertThat(received).containsExactly(MarketEvents.trade(2));
        await().until(() -> commands.contains("{\"go\":true}"));
        assertThat(takeAll(BusAddress.DECISIONS, 2)).containsExactly("{\"n\":1}", "{\"n\":2}");
        assertThat(bus.counters().marketRefused()).isEqualTo(1);
        assertThat(bus.counters().marketPublished()).isEqualTo(1);
    }

    @Test
    void shouldReplaceABrokerThatDiedUnderItsUsers() throws Exception {
        open(100, 10);
        List<MarketEvent> received = Collections.synchronizedList(new ArrayList<>());
        bus.deliverMarketTo(received::add);
        bus.publishMarket(MarketEvents.trade(1));
        bus.flushMarker().get(30, TimeUnit.SECONDS);

        bus.crashBroker();
        await().until(() -> bus.state() == BusState.DOWN);
        await().atMost(Duration.ofSeconds(40)).until(() -> bus.state() == BusState.UP);

        assertThat(bus.publishMarket(MarketEvents.trade(2))).isTrue();
        bus.flushMarker().get(30, TimeUnit.SECONDS);
        assertThat(received).containsExactly(MarketEvents.trade(1), MarketEvents.trade(2));
        assertThat(bus.counters().marketPublished()).isEqualTo(2);
        assertThat(bus.counters().marketDelivered()).isEqualTo(2);
    }

    @Test
    void shouldBeDownWhenAnotherBusHasTheFolder() {
        open(100, 10);
        try (ArtemisBus second = ArtemisBus.open(BusSettings.defaults(folder.resolve("bus")))) {
            assertThat(second.state()).isEqualTo(BusState.DOWN);
        }
        assertThat(bus.state()).isEqualTo(BusState.UP);
    }

    @Test
    void shouldReleaseWhoWaitsWhenItIsClosed() throws Exception {
        open(100, 10);
        CompletableFuture<Void> publisher = CompletableFuture.runAsync(() -> publishOrWait(11));
        await().until(() -> bus.counters().marketPublished() == 10);
        CompletableFuture<Void> marker = bus.flushMarker();

        bus.close();
        bus.close();

        publisher.get(10, TimeUnit.SECONDS);
        assertThat(marker).isCompletedExceptionally();
        assertThat(bus.state()).isEqualTo(BusState.DOWN);
        assertThat(bus.publishMarket(MarketEvents.trade(1))).isFalse();
    }
}
