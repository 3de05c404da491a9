package io.portcullis.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.engine.order.OrderState;
import io.portcullis.engine.order.TrackedOrder;
import io.portcullis.engine.portfolio.Position;
import io.portcullis.model.event.EngineEvent;
import io.portcullis.model.gate.DecisionRecord;
import io.portcullis.model.gate.Scope;
import io.portcullis.model.id.ClientOrderId;
import io.portcullis.model.id.InstrumentId;
import io.portcullis.model.value.Quantity;
import io.portcullis.store.ProjectorStatus.Mode;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a projector promises, whichever database is behind it. */
abstract class ProjectorContract {
    private static final ProjectorSettings QUICK =
            new ProjectorSettings(65_536, 100, 100, Duration.ofMillis(2), Duration.ofMillis(10), Duration.ofMillis(50));
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Walk walk = new Walk(7);
    private Store store;

    /** An empty database of the kind that is tested. */
    abstract StoreConfig database() throws Exception;

    @BeforeEach
    void openStore() throws Exception {
        store = Store.open(database());
    }

    @AfterEach
    void closeStore() {
        store.close();
    }

    @Test
    void shouldSayWhatTheEngineBelievesWhateverTheVenueReports() throws InterruptedException {
        Set<String> states = new TreeSet<>();
        for (int stage = 0; stage < 8; stage++) {
            walk.run(750);
            try (Projector projector = new Projector(store, walk::replay, QUICK, line -> {})) {
                projector.start();
                assertThat(projector.awaitApplied(walk.lastPosition(), PATIENCE))
                        .isTrue();
            }
            agreesWithEngine();
            states.addAll(store.queries().ordersByState().value().keySet());
        }
        assertThat(states)
                .as("the walk must lead through every state that a recorded order can have")
                .containsExactlyInAnyOrder(Arrays.stream(OrderState.values())
                        .filter(state -> state != OrderState.PENDING_RECORD)
                        .map(OrderState::name)
                        .toArray(String[]::new));
        ordersStoppedBeforeTheirRecordSayWhy();
    }

    /** Each of them was said to be withdrawn, for one of five reasons, and is shown with what was said. */
    private void ordersStoppedBeforeTheirRecordSayWhy() {
        Map<String, String> said = new TreeMap<>();
        for (LogEntry entry : walk.log) {
            if (entry.event() instanceof EngineEvent.OrderWithdrawn withdrawn) {
                said.put(withdrawn.orderId().value(), withdrawn.reason());
            }
        }
        for (String reason : List.of("kill of", "cancel requested", "split of", "left the universe", "began")) {
            assertThat(said.values()).as(reason).anyMatch(each -> each.contains(reason));
        }
        said.forEach((id, reason) -> {
            RecordedOrder order =
                    store.queries().order(ClientOrderId.of(id)).value().orElseThrow();
            assertThat(order.state()).as("%s", order).isEqualTo(OrderState.UNSENT);
            assertThat(order.reason()).as("%s", order).isEqualTo(reason);
        });
    }

    @Test
    void shouldProjectTheSameWhetherEventsComeLiveOrFromTheLog() throws InterruptedException {
        try (Projector projector = new Projector(store, walk::replay, QUICK, line -> {})) {
            projector.start();
            Awaitility.await().until(() -> projector.status().mode() == Mode.LIVE);
            int from = walk.log.size();
            walk.run(3_000);
            walk.log.subList(from, walk.log.size()).forEach(entry -> projector.offer(entry.position(), entry.event()));
            assertThat(projector.awaitApplied(walk.lastPosition(), PATIENCE)).isTrue();
            assertThat(projector.status().dropouts()).isZero();
            assertThat(projector.status().failures()).isZero();
        }
        agreesWithEngine();
    }

    @Test
    void shouldNotBlockLiveEventsWhileTheDatabaseIsAwayAndCatchUpWhenItIsBack() throws InterruptedException {
        try (Projector projector = new Projector(store, walk::replay, QUICK, line -> {})) {
            projector.start();
            Awaitility.await().until(() -> projector.status().mode() == Mode.LIVE);
            store.disconnect();
            int from = walk.log.size();
            walk.run(5_000);
            List<LogEntry> missed = walk.log.subList(from, walk.log.size());

            long slowestNanos = 0;
            for (LogEntry entry : missed) {
                long start = System.nanoTime();
                projector.offer(entry.position(), entry.event());
                slowestNanos = Math.max(slowestNanos, System.nanoTime() - start);
            }
            // a wait for the database would take its time-out of 2 s; a scheduler's pause takes far less than half of
            // one
            assertThat(slowestNanos).isLessThan(Duration.ofSeconds(1).toNanos());
            Awaitility.await().until(() -> projector.status().mode() == Mode.WAITING);
            assertThat(projector.status().lastFailure()).contains("disconnected");
            assertThat(projector.status().appliedPosition()).isLessThan(walk.lastPosition());

            store.reconnect();
            assertThat(projector.awaitApplied(walk.lastPosition(), PATIENCE)).isTrue();
            Awaitility.await().until(() -> projector.status().lastFailure().isEmpty());
        }
        agreesWithEngine();
    }

    @Test
    void shouldDropOutOfLiveWhenTheQueueIsFullAndReadTheRestFromTheLog() throws Exception {
        CountDownLatch locked = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        ProjectorSettings tiny =
                new ProjectorSettings(16, 4, 4, Duration.ofMillis(1), Duration.ofMillis(10), Duration.ofMillis(50));
        try (Projector projector = new Projector(store, walk::replay, tiny, line -> {})) {
            projector.start();
            Awaitility.await().until(() -> projector.status().mode() == Mode.LIVE);
            FutureTask<Void> slow = new FutureTask<>(() -> holdTheDatabase(locked, release));
            new Thread(slow).start();
            locked.await();
            int from = walk.log.size();
            walk.run(1_000);
            walk.log.subList(from, walk.log.size()).forEach(entry -> projector.offer(entry.position(), entry.event()));
            assertThat(projector.status().dropouts()).isEqualTo(1);
            assertThat(projector.status().queued()).isLessThanOrEqualTo(16);
            release.countDown();
            slow.get();
            assertThat(projector.awaitApplied(walk.lastPosition(), PATIENCE)).isTrue();
        }
        agreesWithEngine();
    }

    /** Another writer that sits on the row that every batch must move. */
    private Void holdTheDatabase(CountDownLatch locked, CountDownLatch release) throws InterruptedException {
        store.jdbi().useTransaction(handle -> {
            handle.execute("UPDATE projection_position SET applied_position = applied_position");
            locked.countDown();
            release.await();
        });
        return null;
    }

    @Test
    void shouldRebuildWhatWasThrownAwayUnderALiveProjector() throws InterruptedException {
        walk.run(1_500);
        try (Projector projector = new Projector(store, walk::replay, QUICK, line -> {})) {
            projector.start();
            assertThat(projector.awaitApplied(walk.lastPosition(), PATIENCE)).isTrue();
            store.clear();
            int from = walk.log.size();
            walk.run(500);
            walk.log.subList(from, walk.log.size()).forEach(entry -> projector.offer(entry.position(), entry.event()));
            Awaitility.await()
                    .atMost(PATIENCE)
                    .until(() -> store.queries().positions().asOfPosition() == walk.lastPosition());
        }
        agreesWithEngine();
    }

    @Test
    void shouldSayHowFarItIsBehindAndThatItIsUpAgain() {
        try (Projector projector = new Projector(store, walk::replay, QUICK, line -> {})) {
            projector.start();
            Awaitility.await().atMost(PATIENCE).until(() -> projector.health().state() == StoreHealth.State.UP);
            store.disconnect();
            int from = walk.log.size();
            walk.run(500);
            walk.log.subList(from, walk.log.size()).forEach(entry -> projector.offer(entry.position(), entry.event()));
            Awaitility.await().atMost(PATIENCE).until(() -> projector.health().state() == StoreHealth.State.DOWN);
            StoreHealth down = projector.health();
            assertThat(down.reason()).contains("disconnected");
            assertThat(down.lagPositions()).isBetween(1L, walk.lastPosition());
            assertThat(down.lagPositions()).isEqualTo(walk.lastPosition() - Math.max(0, down.appliedPosition()));
            store.reconnect();
            Awaitility.await()
                    .atMost(PATIENCE)
                    .until(() -> projector.health().line().equals("UP")
                            && projector.health().lagPositions() == 0);
        }
    }

    @Test
    void shouldRefuseTheDatabaseOfAnotherLogAndKeepRefusingUntilItIsMadeAnew() throws InterruptedException {
        walk.run(1_000);
        project(walk);
        Walk other = new Walk(8).run(2_000);
        for (int attempt = 0; attempt < 2; attempt++) {
            try (Projector projector = new Projector(store, other::replay, QUICK, line -> {})) {
                projector.start();
                Awaitility.await()
                        .atMost(PATIENCE)
                        .until(() -> projector.health().state() == StoreHealth.State.DOWN);
                assertThat(projector.health().reason()).contains("than what the database has applied", "store rebuild");
            }
        }
        assertThat(store.queries().positions().asOfPosition()).isEqualTo(walk.lastPosition());
        store.clear();
        project(other);
    }

    @Test
    void shouldRefuseALogThatEndsBeforeWhatTheDatabaseHas() throws InterruptedException {
        walk.run(1_000);
        project(walk);
        List<LogEntry> cut = walk.log.subList(0, walk.log.size() - 30);
        CatchUp shorter = (from, handler) -> cut.stream()
                .filter(entry -> entry.position() > from)
                .forEach(entry -> handler.on(entry.position(), entry.event()));
        try (Projector projector = new Projector(store, shorter, QUICK, line -> {})) {
            projector.start();
            Awaitility.await().atMost(PATIENCE).until(() -> projector.health().state() == StoreHealth.State.DOWN);
            assertThat(projector.health().reason()).contains("has no event there");
        }
    }

    @Test
    void shouldTakeWordsThatADatabaseMayNotLike() throws InterruptedException {
        String words = "\0nul, half a pair \ud83d, and too long ".repeat(80);
        long next = walk.lastPosition() + 96;
        EngineEvent kill = new EngineEvent.KillRequested(Long.MAX_VALUE, Scope.GLOBAL, words, words);
        CatchUp log = (from, handler) -> {
            walk.replay(from, handler);
            handler.on(next, kill);
        };
        try (Projector projector = new Projector(store, log, QUICK, line -> {})) {
            projector.start();
            assertThat(projector.awaitApplied(next, PATIENCE)).isTrue();
        }
        List<TradingStateChange> changes = store.queries().tradingStates().value();
        assertThat(changes.get(changes.size() - 1).reason())
                .startsWith("?nul, half a pair ?, and")
                .hasSize(1024);
    }

    private void project(Walk log) throws InterruptedException {
        try (Projector projector = new Projector(store, log::replay, QUICK, line -> {})) {
            projector.start();
            assertThat(projector.awaitApplied(log.lastPosition(), PATIENCE)).isTrue();
        }
    }

    @Test
    void shouldMoveTheAppliedPositionPastEventsThatLeaveNoRow() throws InterruptedException {
        try (Projector projector = new Projector(store, walk::replay, QUICK, line -> {})) {
            projector.start();
            Awaitility.await().until(() -> projector.status().mode() == Mode.LIVE);
            long next = walk.lastPosition() + 96;
            projector.offer(
                    next,
                    new EngineEvent.ClockTick(Long.MAX_VALUE, EngineEvent.Phase.SECOND, LocalDate.of(2014, 3, 3)));
            assertThat(projector.awaitApplied(next, PATIENCE)).isTrue();
        }
        assertThat(store.queries().positions().asOfPosition()).isEqualTo(walk.lastPosition() + 96);
    }

    private void agreesWithEngine() {
        Queries queries = store.queries();
        Map<InstrumentId, Quantity> held = new TreeMap<>();
        for (Position position : walk.engine.books().portfolio().positions()) {
            if (position.quantityRaw() != 0) {
                held.put(position.instrument(), new Quantity(position.quantityRaw()));
            }
        }
        assertThat(queries.positions().value().stream()
                        .collect(Collectors.toMap(HeldPosition::instrument, HeldPosition::quantity)))
                .isEqualTo(held)
                .isNotEmpty();
        int compared = 0;
        for (TrackedOrder order : walk.engine.books().orders().all()) {
            var found = queries.order(order.id()).value();
            if (found.isPresent()) { // else its decision is judged and not recorded yet
                assertThat(found.get().state()).as("%s", found.get()).isEqualTo(order.state());
                assertThat(found.get().filled().raw()).as("%s", found.get()).isEqualTo(order.filledRaw());
                assertThat(found.get().quantity().raw()).as("%s", found.get()).isEqualTo(order.quantityRaw());
                compared++;
            }
        }
        assertThat(compared).isPositive();
        List<DecisionRecord> recorded = walk.log.stream()
                .map(LogEntry::event)
                .filter(EngineEvent.GateDecided.class::isInstance)
                .map(event -> ((EngineEvent.GateDecided) event).record())
                .toList();
        ChainCheck chain = queries.checkChain().value();
        assertThat(chain.holds()).isTrue();
        assertThat(chain.decisions()).isEqualTo(recorded.size());
        assertThat(chain.head()).isEqualTo(recorded.get(recorded.size() - 1).chain());
        assertThat(queries.positions().asOfPosition()).isEqualTo(walk.lastPosition());
    }
}
