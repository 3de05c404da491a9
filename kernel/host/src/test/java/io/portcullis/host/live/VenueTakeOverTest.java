package io.portcullis.host.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.portcullis.engine.order.OrderState;
import io.portcullis.engine.order.TrackedOrder;
import io.portcullis.host.config.Home;
import io.portcullis.host.plugins.PluginHealth;
import io.portcullis.host.plugins.PluginMeter;
import io.portcullis.host.plugins.PluginUnusableException;
import io.portcullis.model.event.EngineEvent;
import io.portcullis.model.gate.DecisionRecord;
import io.portcullis.model.gate.ReasonCode;
import io.portcullis.model.gate.Scope;
import io.portcullis.model.gate.TradingState;
import io.portcullis.model.gate.Verdict;
import io.portcullis.model.id.AccountId;
import io.portcullis.model.id.ClientOrderId;
import io.portcullis.model.id.IdempotencyKey;
import io.portcullis.model.id.InstrumentId;
import io.portcullis.model.id.TraderId;
import io.portcullis.model.order.OrderRequest;
import io.portcullis.model.order.OrderType;
import io.portcullis.model.order.Side;
import io.portcullis.model.order.TimeInForce;
import io.portcullis.model.order.VenueCommand.CancelOrder;
import io.portcullis.model.order.VenueCommand.NewOrder;
import io.portcullis.model.order.VenueReport;
import io.portcullis.model.value.CurrencyCode;
import io.portcullis.model.value.Money;
import io.portcullis.model.value.Price;
import io.portcullis.model.value.Quantity;
import io.portcullis.spi.VenueListener;
import io.portcullis.transport.DataLock;
import io.portcullis.transport.Durability;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The venue's plugin is replaced, fails and goes while orders work at the venue: real log, gate, channel and kill switch. */
class VenueTakeOverTest {
    private static final Duration WAIT = Duration.ofSeconds(60);
    private static final InstrumentId ACME = InstrumentId.of("ACME");
    private static final Scope SCOPE = new Scope(Scope.Kind.VENUE, "remote");

    @TempDir
    private Path folder;

    private final LongSupplier clock = () -> {
        Instant now = Instant.now();
        return now.getEpochSecond() * 1_000_000_000L + now.getNano();
    };
    private final RemoteExchange exchange = new RemoteExchange(clock);
    private final Queue<EngineEvent> log = new ConcurrentLinkedQueue<>();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private RemoteExchange.Version first = exchange.new Version();
    private Path data;
    private DataLock lock;
    private TradingCore core;
    private VenueKeeper keeper;
    private int keys;

    @BeforeEach
    void start() throws Exception {
        data = folder.resolve("data");
        lock = DataLock.acquire(data);
        core = new TradingCore(
                new Home(folder.resolve("home"), data),
                lock,
                new TradingCore.Options(Durability.PROCESS, false, TimeUnit.SECONDS.toNanos(60)),
                first,
                clock);
        core.core().listen((position, event) -> log.add(event));
        core.startSession(
                "T1", EngineEvent.SessionKind.LIVE, new TreeMap<>(java.util.Map.of("venue", "remote")), usd(1_000_000));
        keeper = new VenueKeeper(core, health(), 3, Duration.ofMillis(500));
        core.desk().watch(keeper);
        keeper.venueAdded(first);
        OpenMarket.judge(core);
        OpenMarket.quote(core, ACME, "Industrials", 1_000_000);
    }

    private PluginHealth health() {
        return new PluginHealth() {
            @Override
            public PluginMeter meter(Object service) {
                return new PluginMeter();
            }

            @Override
            public void failed(Object service, String reason) {
                failures.add(reason);
            }
        };
    }

    @AfterEach
    void stop() {
        core.close();
        lock.close();
    }

    @Test
    void shouldAskTheNewVersionForWhatTheOldOneWasSentAndSendNothingTwice() throws Exception {
        ClientOrderId working = allowed();
        ClientOrderId filledMeanwhile = allowed();
        awaitState(working, OrderState.ACCEPTED);
        awaitState(filledMeanwhile, OrderState.ACCEPTED);
        VenueListener toFormer = first.listener;

        keeper.venueAdded(exchange.new Version() {
            @Override
            public void open(VenueListener to) {
                exchange.fill(filledMeanwhile);
                super.open(to);
            }
        });

        assertThat(first.closed).isTrue();
        awaitState(working, OrderState.ACCEPTED);
        awaitState(filledMeanwhile, OrderState.FILLED);
        assertThat(exchange.asked).contains(working, filledMeanwhile);
        assertThat(exchange.received).containsExactly(working, filledMeanwhile);
        assertThat(links()).endsWith(false, true);
        assertThat(core.core().ask(engine -> engine.books().trading().all()).join())
                .isEmpty();

        // what the former version says now is not heard: the new one is asked instead
        toFormer.onReport(new VenueReport.Rejected(working, "from the grave", clock.getAsLong()));
        ClientOrderId next = allowed();
        awaitState(next, OrderState.ACCEPTED);
        awaitState(working, OrderState.ACCEPTED);
        assertThat(exchange.received).containsExactly(working, filledMeanwhile, next);
        assertThat(log.stream()
                        .filter(event -> event instanceof EngineEvent.VenueReported reported
                                && reported.report() instanceof VenueReport.Rejected))
                .isEmpty();
        toFormer = null;
        WeakReference<Object> former = new WeakReference<>(first);
        first = null;
        await().atMost(WAIT).until(() -> {
            System.gc();
            return former.get() == null;
        });
    }

    @Test
    void shouldKillTheVenueWhenItsPluginGoesAndAskForTheOrdersWhenItIsBack() {
        RemoteExchange.Version leaving = exchange.new Version() {
            @Override
            public void cancel(CancelOrder cancel) {
                throw new IllegalStateException("too late for " + cancel.orderId());
            }
        };
        keeper.venueAdded(leaving);
        ClientOrderId working = allowed();
        awaitState(working, OrderState.ACCEPTED);

        keeper.venueRemoved(RemoteExchange.ID);

        awaitState(working, OrderState.UNRESOLVED);
        assertThat(log.stream()
                        .filter(EngineEvent.KillRequested.class::isInstance)
                        .map(EngineEvent.KillRequested.class::cast))
                .singleElement()
                .satisfies(kill -> {
                    assertThat(kill.scope()).isEqualTo(SCOPE);
                    assertThat(kill.by()).isEqualTo("plugins");
                    assertThat(kill.reason()).isEqualTo("no plugin offers the venue any more");
                });
        assertThat(data.resolve("kill").resolve("venue_remote")).exists();
        assertThat(leaving.closed).isTrue();
        assertDenied(ReasonCode.KILLED);
        assertThat(exchange.working()).as("it stays at the venue").containsExactly(working);

        keeper.venueAdded(exchange.new Version());

        awaitState(working, OrderState.CANCELED);
        assertThat(exchange.asked).contains(working);
        assertThat(exchange.canceled).as("the cancel that the kill asked for").containsExactly(working);
        assertThat(trading()).isEqualTo(TradingState.KILLED);
        assertDenied(ReasonCode.KILLED);

        core.append(new EngineEvent.ResumeRequested(core.now(), SCOPE, "olga"));
        await().atMost(WAIT).until(() -> trading() == TradingState.NORMAL);
        resumeChannel();
        awaitState(allowed(), OrderState.ACCEPTED);
        assertThat(exchange.received).hasSize(2);
    }

    private void resumeChannel() {
        try {
            core.kill().resume(SCOPE);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void shouldLoseSightAndNothingElseWhileThePluginStartsAnew() {
        ClientOrderId working = allowed();
        awaitState(working, OrderState.ACCEPTED);

        keeper.venuePaused(RemoteExchange.ID);
        awaitState(working, OrderState.UNRESOLVED);
        assertThat(trading()).isEqualTo(TradingState.NORMAL);
        assertDenied(ReasonCode.REDUCE_ONLY);
        keeper.venueAdded(exchange.new Version());

        awaitState(working, OrderState.ACCEPTED);
        awaitState(allowed(), OrderState.ACCEPTED);
    }

    @Test
    void shouldObjectToAVersionThatCannotBeOpenedAndTakeTheNextOne() {
        ClientOrderId working = allowed();
        awaitState(working, OrderState.ACCEPTED);

        assertThatThrownBy(() -> keeper.venueAdded(exchange.new Version() {
                    @Override
                    public void open(VenueListener to) {
                        throw new NoClassDefFoundError("org/example/Wire");
                    }
                }))
                .isInstanceOf(PluginUnusableException.class)
                .hasMessageContaining("its venue cannot take over")
                .hasMessageContaining("NoClassDefFoundError: org/example/Wire");
        awaitState(working, OrderState.UNRESOLVED);
        keeper.venueAdded(exchange.new Version());

        awaitState(working, OrderState.ACCEPTED);
        awaitState(allowed(), OrderState.ACCEPTED);
        assertThat(trading()).isEqualTo(TradingState.NORMAL);
    }

    @Test
    void shouldInterruptAVersionThatSleepsInACallAndPutAnotherInItsPlace() throws Exception {
        CountDownLatch inside = new CountDownLatch(1);
        keeper.venueAdded(exchange.new Version() {
            @Override
            public void submit(NewOrder order) {
                inside.countDown();
                try {
                    TimeUnit.HOURS.sleep(1);
                } catch (InterruptedException e) {
                    throw new IllegalStateException("woken", e);
                }
            }
        });
        ClientOrderId stuck = allowed();
        assertThat(inside.await(60, TimeUnit.SECONDS)).isTrue();

        keeper.venueAdded(exchange.new Version());

        awaitState(stuck, OrderState.UNSENT);
        assertThat(exchange.received)
                .as("it never arrived, and is not sent again")
                .isEmpty();
        awaitState(allowed(), OrderState.ACCEPTED);
        assertThat(trading()).isEqualTo(TradingState.NORMAL);
    }

    @Test
    void shouldKillTheVenueWhenAVersionListensToNoInterrupt() {
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch inside = new CountDownLatch(1);
        keeper.venueAdded(exchange.new Version() {
            @Override
            public void submit(NewOrder order) {
                inside.countDown();
                while (release.getCount() > 0) {
                    Thread.onSpinWait();
                }
            }
        });
        allowed();
        await().atMost(WAIT).until(() -> inside.getCount() == 0);
        RemoteExchange.Version next = exchange.new Version();

        assertThatThrownBy(() -> keeper.venueAdded(next))
                .isInstanceOf(PluginUnusableException.class)
                .hasMessageContaining("hangs in a call and listens to no interrupt");

        await().atMost(WAIT).until(() -> trading() == TradingState.KILLED);
        release.countDown();
        core.onVenue(() -> null);
        assertThat(next.listener).as("given up, and not opened behind our back").isNull();
    }

    @Test
    void shouldContainErrorsOfAVenueAndReportTheVersionAfterTheThird() {
        keeper.venueAdded(exchange.new Version() {
            @Override
            public void submit(NewOrder order) {
                throw new NoSuchMethodError("wire");
            }
        });
        for (int i = 0; i < 3; i++) {
            assertThat(failures).isEmpty();
            awaitState(allowed(), OrderState.UNSENT);
        }
        assertThat(failures).containsExactly("3 errors, the last: java.lang.NoSuchMethodError: wire");
        assertThat(exchange.received).isEmpty();
    }

    private ClientOrderId allowed() {
        DecisionRecord record = order();
        assertThat(record.decision().verdict()).as("%s", record.decision()).isEqualTo(Verdict.ALLOW);
        return record.orderId();
    }

    private void assertDenied(ReasonCode code) {
        DecisionRecord record = order();
        assertThat(record.decision().verdict()).isEqualTo(Verdict.DENY);
        assertThat(record.decision().reasons())
                .extracting(reason -> reason.code())
                .contains(code);
    }

    private DecisionRecord order() {
        String key = "K" + ++keys;
        core.append(new EngineEvent.OrderRequested(
                core.now(),
                new OrderRequest(
                        IdempotencyKey.of(key),
                        AccountId.of("main"),
                        TraderId.of("tess"),
                        ACME,
                        Side.BUY,
                        Quantity.ofShares(10),
                        OrderType.LIMIT,
                        Price.of(100),
                        TimeInForce.DAY)));
        return await().atMost(WAIT)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> decisionOn(key), records -> !records.isEmpty())
                .get(0);
    }

    private List<DecisionRecord> decisionOn(String key) {
        return log.stream()
                .filter(EngineEvent.GateDecided.class::isInstance)
                .map(event -> ((EngineEvent.GateDecided) event).record())
                .filter(record -> record.key().equals(key))
                .toList();
    }

    private void awaitState(ClientOrderId id, OrderState state) {
        await().atMost(WAIT)
                .pollInterval(Duration.ofMillis(5))
                .untilAsserted(() -> assertThat(stateOf(id)).isEqualTo(state));
    }

    private OrderState stateOf(ClientOrderId id) {
        TrackedOrder order =
                core.core().ask(engine -> engine.books().orders().find(id)).join();
        return order.state();
    }

    private TradingState trading() {
        return core.core().ask(engine -> engine.books().trading().of(SCOPE)).join();
    }

    private List<Boolean> links() {
        return log.stream()
                .filter(EngineEvent.VenueLinkChanged.class::isInstance)
                .map(event -> ((EngineEvent.VenueLinkChanged) event).up())
                .toList();
    }

    private static Money usd(double amount) {
        return Money.of(amount, CurrencyCode.USD);
    }
}
