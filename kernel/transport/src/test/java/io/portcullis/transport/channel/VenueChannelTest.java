package io.portcullis.transport.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portcullis.model.event.EngineEvent;
import io.portcullis.model.event.EngineEvent.VenueReported;
import io.portcullis.model.gate.Scope;
import io.portcullis.model.gate.TradingState;
import io.portcullis.model.id.ClientOrderId;
import io.portcullis.model.id.InstrumentId;
import io.portcullis.model.id.VenueId;
import io.portcullis.model.id.VenueOrderId;
import io.portcullis.model.order.OrderType;
import io.portcullis.model.order.Side;
import io.portcullis.model.order.TimeInForce;
import io.portcullis.model.order.VenueCommand;
import io.portcullis.model.order.VenueCommand.CancelOrder;
import io.portcullis.model.order.VenueCommand.NewOrder;
import io.portcullis.model.order.VenueCommand.QueryOrder;
import io.portcullis.model.order.VenueReport;
import io.portcullis.model.value.Price;
import io.portcullis.model.value.Quantity;
import io.portcullis.transport.DataLock;
import io.portcullis.transport.Durability;
import io.portcullis.transport.LogException;
import io.portcullis.transport.archive.ArchiveLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class VenueChannelTest {
    private static final VenueId VENUE = VenueId.of("simulated");
    private static final long AGE_NANOS_MAX = 1_000;

    @TempDir
    Path folder;

    private final List<VenueCommand> arrived = Collections.synchronizedList(new ArrayList<>());
    private final List<EngineEvent> logged = new ArrayList<>();
    private final Endpoint endpoint = new Endpoint();
    private volatile long now = 77;
    private DataLock lock;
    private ArchiveLog log;
    private KillSwitch kill;
    private SendJournal journal;
    private VenueChannel channel;

    @BeforeEach
    void open() throws IOException {
        lock = DataLock.acquire(folder.resolve("data"));
        log = ArchiveLog.open(lock, Durability.PROCESS);
        kill = KillSwitch.watch(folder.resolve("data/kill"), scope -> {});
        journal = SendJournal.open(folder.resolve("data/venue.journal"), Durability.PROCESS);
        channel = VenueChannel.open(log, VENUE, endpoint, kill, journal, () -> now, AGE_NANOS_MAX);
        log.poll((position, event) -> {}, 1); // makes this thread the core thread
    }

    @AfterEach
    void close() {
        endpoint.release();
        channel.close();
        log.close();
        journal.close();
        kill.close();
        lock.close();
    }

    @Test
    void shouldBringCommandsToTheVenueInOrderAndUnchanged() {
        List<VenueCommand> sent = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            sent.add(i % 5 == 4 ? new CancelOrder(id(i - 1), i) : order(i, false));
        }
        sent.forEach(channel::send);
        turnUntil(() -> arrived.size() == sent.size());
        assertThat(arrived).isEqualTo(sent);
        assertThat(channel.handled()).isEqualTo(500);
    }

    @Test
    void shouldJournalAnOrderBeforeTheVenueSeesIt() {
        endpoint.beforeSubmit =
                order -> assertThat(channel.wasAboutToSend(order.orderId())).isTrue();
        channel.send(order(1, false));
        turnUntil(() -> arrived.size() == 1);
        assertThat(channel.wasAboutToSend(id(2))).isFalse();
    }

    @Test
    void shouldTurnBackNewOrdersAndPassCancelsWhenKilled() throws IOException {
        kill.raise(new Scope(Scope.Kind.VENUE, "simulated"), "drill");
        channel.send(order(1, true));
        channel.send(new CancelOrder(id(9), 1));
        turnUntil(() -> logged.size() == 1 && arrived.size() == 1);
        assertThat(logged)
                .containsExactly(new VenueReported(77, VENUE, new VenueReport.Unsent(id(1), "CHANNEL_KILLED", 77)));
        assertThat(arrived).containsExactly(new CancelOrder(id(9), 1));
        assertThat(channel.wasAboutToSend(id(1))).isFalse();
    }

    @Test
    void shouldPassOnlyReducingOrdersWhenReduceOnly() {
        kill.set(Scope.GLOBAL, TradingState.REDUCE_ONLY);
        channel.send(order(1, false));
        channel.send(order(2, true));
        turnUntil(() -> logged.size() == 1 && arrived.size() == 1);
        assertThat(logged)
                .containsExactly(new VenueReported(77, VENUE, new VenueReport.Unsent(id(1), "REDUCE_ONLY", 77)));
        assertThat(arrived).containsExactly(order(2, true));
    }

    @Test
    void shouldStopOrdersThatWereInFlightWhenTheFlagFileAppeared() throws IOException {
        endpoint.hold();
        channel.send(order(0, false));
        turnUntil(() -> endpoint.entered.getCount() == 0);
        for (int i = 1; i <= 100; i++) {
            channel.send(order(i, false));
        }
        Files.createFile(folder.resolve("data/kill/global"));
        turnUntil(() -> kill.stateFor(VENUE) == TradingState.KILLED);
        endpoint.release();
        turnUntil(() -> logged.size() == 100);
        assertThat(arrived).containsExactly(order(0, false));
    }

    @Test
    void shouldHoldBackWhatWaitedTooLongForTheMachine() {
        now = 5_000 + AGE_NANOS_MAX;
        channel.send(order(4_999, true));
        channel.send(order(5_000, false));
        turnUntil(() -> logged.size() == 1 && arrived.size() == 1);
        assertThat(logged)
                .containsExactly(
                        new VenueReported(now, VENUE, new VenueReport.Unsent(id(4_999), "CHANNEL_STALE", now)));
        assertThat(arrived).containsExactly(order(5_000, false));
        assertThat(channel.wasAboutToSend(id(4_999))).isFalse();
    }

    @Test
    void shouldHoldOrdersBackForAsLongAsTheMachineIsImpaired() {
        kill.impair(TradingState.KILLED);
        channel.send(order(1, true));
        turnUntil(() -> logged.size() == 1);
        kill.impair(TradingState.REDUCE_ONLY);
        channel.send(order(2, false));
        channel.send(order(3, true));
        turnUntil(() -> logged.size() == 2 && arrived.size() == 1);
        kill.impair(TradingState.NORMAL);
        channel.send(order(4, false));
        turnUntil(() -> arrived.size() == 2);
        assertThat(arrived).containsExactly(order(3, true), order(4, false));
        assertThat(logged)
                .containsExactly(
                        new VenueReported(77, VENUE, new VenueReport.Unsent(id(1), "CHANNEL_KILLED", 77)),
                        new VenueReported(77, VENUE, new VenueReport.Unsent(id(2), "REDUCE_ONLY", 77)));
    }

    @Test
    void shouldNeverSendTheSameOrderTwiceButAskForIt() {
        endpoint.answer = new VenueReport.Unknown(id(1), 5);
        channel.send(order(1, false));
        channel.send(order(1, false));
        turnUntil(() -> logged.size() == 1);
        assertThat(arrived).containsExactly(order(1, false));
        assertThat(logged).containsExactly(new VenueReported(77, VENUE, endpoint.answer));
    }

    @Test
    void shouldAskForAnOrderOnWhichTheVenueThrewUntilItAnswers() {
        endpoint.answer = new VenueReport.Accepted(id(1), new VenueOrderId("v1"), 5);
        endpoint.queriesToFail = 2;
        endpoint.beforeSubmit = order -> {
            throw new IllegalStateException("connection reset");
        };
        channel.send(order(1, false));
        turnUntil(() -> logged.size() == 1);
        assertThat(logged).containsExactly(new VenueReported(77, VENUE, endpoint.answer));
        assertThat(endpoint.queriesToFail).isZero();
        assertThat(arrived).isEmpty();
    }

    @Test
    void shouldAnswerAQueryFromTheVenuesBooks() {
        endpoint.answer = new VenueReport.Unknown(id(3), 5);
        channel.send(new QueryOrder(id(3), 1));
        turnUntil(() -> logged.size() == 1);
        assertThat(logged).containsExactly(new VenueReported(77, VENUE, endpoint.answer));
    }

    @Test
    void shouldRunWorkOnTheVenueThreadAfterWhatWasSentBefore() throws Exception {
        endpoint.hold();
        for (int i = 0; i < 5_000; i++) {
            channel.send(order(i, false));
        }
        var seen = channel.onVenueThread(arrived::size);
        assertThat(seen).isNotDone();
        endpoint.release();
        turnUntil(seen::isDone);
        assertThat(seen.get()).isEqualTo(5_000);
    }

    @Test
    void shouldNotHoldUpTheCoreThreadWhenTheVenueHangs() {
        endpoint.hold();
        int many = 20_000; // far more than the stream's window holds
        for (int i = 0; i < many; i++) {
            channel.send(order(i, false));
        }
        assertThat(arrived).isEmpty();
        endpoint.release();
        turnUntil(() -> arrived.size() == many);
        assertThat(arrived.get(many - 1)).isEqualTo(order(many - 1, false));
    }

    @Test
    void shouldTurnOrdersBackWhenTooManyWaitForTheVenue() {
        endpoint.hold();
        int many = 80_000;
        for (int i = 0; i < many; i++) {
            channel.send(order(i, false));
        }
        turnUntil(() -> !logged.isEmpty());
        assertThat(((VenueReported) logged.get(0)).report())
                .isInstanceOfSatisfying(
                        VenueReport.Unsent.class,
                        report -> assertThat(report.reason()).isEqualTo("VENUE_DOWN"));
        endpoint.release();
        turnUntil(() -> arrived.size() + logged.size() == many);
    }

    @Test
    void shouldStopTheCoreWhenAnOrderCannotBeJournalled() {
        journal.close();
        channel.send(order(1, false));
        assertThatThrownBy(() -> turnUntil(() -> false))
                .isInstanceOf(LogException.class)
                .hasMessageContaining("the channel to venue simulated has ended");
        assertThat(arrived).isEmpty();
    }

    private void turnUntil(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            log.poll((position, event) -> logged.add(event), 64);
            channel.flush();
            Thread.yield();
        }
    }

    private static NewOrder order(int number, boolean reducing) {
        return new NewOrder(
                id(number),
                InstrumentId.of("AAPL"),
                Side.BUY,
                Quantity.ofShares(100),
                OrderType.LIMIT,
                Price.of(99.5),
                TimeInForce.DAY,
                reducing,
                number);
    }

    private static ClientOrderId id(int number) {
        return ClientOrderId.of("order-" + number);
    }

    /** A venue that notes what arrives, and can be made to hang, throw and answer. */
    private final class Endpoint implements VenueEndpoint {
        volatile Consumer<NewOrder> beforeSubmit = order -> {};
        volatile VenueReport answer;
        volatile int queriesToFail;
        volatile CountDownLatch held = new CountDownLatch(0);
        volatile CountDownLatch entered = new CountDownLatch(0);

        void hold() {
            held = new CountDownLatch(1);
            entered = new CountDownLatch(1);
        }

        void release() {
            held.countDown();
        }

        @Override
        public void submit(NewOrder order) {
            entered.countDown();
            try {
                held.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            beforeSubmit.accept(order);
            arrived.add(order);
        }

        @Override
        public void cancel(CancelOrder cancel) {
            arrived.add(cancel);
        }

        @Override
        public VenueReport query(ClientOrderId orderId) {
            if (queriesToFail > 0) {
                queriesToFail--;
                throw new UncheckedIOException(new IOException("no link"));
            }
            return answer;
        }
    }
}
