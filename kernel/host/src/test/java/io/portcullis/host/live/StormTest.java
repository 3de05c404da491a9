package io.portcullis.host.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.portcullis.engine.Engine;
import io.portcullis.engine.portfolio.Position;
import io.portcullis.host.config.Home;
import io.portcullis.host.health.Alerts;
import io.portcullis.host.server.KillAnswer;
import io.portcullis.model.event.EngineEvent;
import io.portcullis.model.gate.DecisionRecord;
import io.portcullis.model.gate.ReasonCode;
import io.portcullis.model.gate.Scope;
import io.portcullis.model.id.AccountId;
import io.portcullis.model.id.ClientOrderId;
import io.portcullis.model.id.IdempotencyKey;
import io.portcullis.model.id.InstrumentId;
import io.portcullis.model.id.TraderId;
import io.portcullis.model.order.OrderRequest;
import io.portcullis.model.order.OrderType;
import io.portcullis.model.order.Side;
import io.portcullis.model.order.TimeInForce;
import io.portcullis.model.value.CurrencyCode;
import io.portcullis.model.value.Money;
import io.portcullis.model.value.Price;
import io.portcullis.model.value.Quantity;
import io.portcullis.testkit.CampaignLog;
import io.portcullis.transport.DataLock;
import io.portcullis.transport.Durability;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * RESERVE and EXIT-STORM: more orders at once than a limit or a budget has room for. Real log, rules, channel and kill switch; the
 * clock stands still until the test moves it, so that a second holds as many orders as it is told to.
 */
class StormTest {
    private static final Duration WAIT = Duration.ofSeconds(60);
    private static final InstrumentId ACME = InstrumentId.of("ACME");
    private static final InstrumentId BOLT = InstrumentId.of("BOLT");
    private static final long SECOND = 1_000_000_000L;
    private static final int CAPITAL = 10_000_000;
    private static final int SENDERS = 32;
    private static final int ORDERS = 1_000;
    private static final int NORMAL_RATE = 100;

    @TempDir
    private Path folder;

    private final AtomicLong clock = new AtomicLong(1_900_000_000L * SECOND);
    private final RemoteExchange exchange = new RemoteExchange(clock::get);
    private final RemoteExchange.Version venue = exchange.new Version();
    private final Map<String, DecisionRecord> decisions = new ConcurrentHashMap<>();
    private final Alerts alerts = new Alerts();
    private volatile double leastHeld;
    private volatile double mostWorst;
    private volatile long refusedNanos;
    private DataLock lock;
    private TradingCore core;

    private void start(int ordersPerSecond) throws Exception {
        core = new TradingCore(
                new Home(folder.resolve("home"), folder.resolve("data")),
                lock,
                new TradingCore.Options(Durability.PROCESS, false, TimeUnit.HOURS.toNanos(1)),
                venue,
                clock::get);
        core.watchExits(alerts);
        core.core().listenToProduced(event -> {
            if (refusedNanos == 0 && event instanceof EngineEvent.GateDecided decided && isOverBudget(decided)) {
                refusedNanos = System.nanoTime();
            }
        });
        core.core().listen((position, event) -> {
            if (event instanceof EngineEvent.GateDecided decided) {
                decisions.put(decided.record().key(), decided.record());
            }
        });
        TreeMap<String, String> settings = new TreeMap<>(Map.of(
                "venue", "remote",
                "safety.orders.per.second.max", Integer.toString(ordersPerSecond),
                "safety.exits.per.second.max", Integer.toString(10 * ordersPerSecond)));
        core.startSession("T1", EngineEvent.SessionKind.LIVE, settings, Money.of(CAPITAL, CurrencyCode.USD));
        OpenMarket.judge(core);
        for (InstrumentId instrument : List.of(ACME, BOLT)) {
            OpenMarket.quote(core, instrument, "Industrials", 100_000_000);
        }
        Engine engine = core.core().ask(each -> each).join();
        core.core().listen((position, event) -> measure(engine));
    }

    private static boolean isOverBudget(EngineEvent.GateDecided decided) {
        return decided.record().decision().reasons().stream().anyMatch(reason -> reason.code() == ReasonCode.EXIT_RATE);
    }

    /** On the engine's thread, after every event. */
    private void measure(Engine engine) {
        Position held = engine.books().portfolio().position(ACME);
        if (held == null) {
            return; // its definition is still on its way
        }
        long up = Math.abs(held.quantityRaw() + held.pendingBuyRaw());
        long down = Math.abs(held.quantityRaw() - held.pendingSellRaw());
        mostWorst = Math.max(mostWorst, Price.notionalRaw(held.markRaw(), Math.max(up, down)) / (double) Money.ONE);
        leastHeld = Math.min(leastHeld, new Quantity(held.quantityRaw()).toDouble());
    }

    @BeforeEach
    void lock() throws Exception {
        lock = DataLock.acquire(folder.resolve("data"));
    }

    @AfterEach
    void stop() {
        core.close();
        lock.close();
    }

    @Test
    void shouldNeverReserveMoreThanALimitHasAndDenyNothingThatFits() throws Exception {
        start(ORDERS);
        // name-max is 5 % of ten million; the venue fills some of it while the others are judged
        sendAtOnce("over", ACME, 10);
        double limit = 0.05 * CAPITAL;
        long passed = passed("over");
        assertThat(mostWorst).isEqualTo(limit);
        assertThat(passed).isEqualTo(500);
        assertThat(decisions.values().stream().filter(each -> !each.decision().passes()))
                .allMatch(each -> each.decision().reasons().get(0).label().equals("name-limit"));
        await().atMost(WAIT).until(() -> exchange.working().size() == 500);
        for (ClientOrderId order : exchange.working()) {
            venue.listener.onReport(exchange.fill(order));
        }
        await().atMost(WAIT).until(() -> held(ACME) == 5_000);
        assertThat(mostWorst).as("filled plus pending").isEqualTo(limit);

        clock.addAndGet(SECOND);
        sendAtOnce("fits", BOLT, 5);
        assertThat(passed("fits")).as("all of them fill the limit exactly").isEqualTo(ORDERS);
        CampaignLog.record("reserve.worst.over.limit", 0, 2L * ORDERS, mostWorst / limit, mostWorst <= limit);
    }

    @Test
    void shouldLetExitsOutUpToTenTimesTheNormalRateThenStopAlarmAndShowWhatIsUnresolved() throws Exception {
        start(NORMAL_RATE);
        buy(1_500);
        core.append(new EngineEvent.ReduceOnlyRequested(core.now(), Scope.GLOBAL, "olga", "looks odd"));
        clock.addAndGet(SECOND);
        ClientOrderId working = exit("working", 1);
        await().atMost(WAIT).until(() -> exchange.working().contains(working));
        clock.addAndGet(SECOND);

        for (int i = 0; i < 20 * NORMAL_RATE; i++) {
            core.append(request("storm-" + i, ACME, Side.SELL, 1));
        }
        await().atMost(WAIT)
                .pollInterval(Duration.ofMillis(1))
                .until(() -> !alerts.active().isEmpty());
        double alarmMillis = (System.nanoTime() - refusedNanos) / 1e6;
        core.append(new EngineEvent.KillRequested(core.now(), Scope.parse("instrument:ACME"), "olga", "storm"));
        await().atMost(WAIT).until(() -> decisions.size() >= 20 * NORMAL_RATE);
        KillAnswer kill = core.core()
                .askAfter(
                        core.core().lastAppended(),
                        engine -> new KillProgress(core).of(engine, Scope.parse("instrument:ACME")))
                .join();

        assertThat(passed("storm")).as("none refused up to ten times").isEqualTo(10 * NORMAL_RATE);
        assertThat(decisions.values().stream().filter(each -> each.key().startsWith("storm")))
                .filteredOn(each -> !each.decision().passes())
                .allMatch(each -> each.decision().reasons().get(0).code() == ReasonCode.EXIT_RATE);
        assertThat(alarmMillis).isLessThan(1_000);
        assertThat(alerts.active().get(ExitBudget.SUBJECT))
                .startsWith("UNRESOLVED")
                .contains("wait");
        assertThat(kill.unresolved()).as("no cancel had room in this second").isPositive();
        assertThat(kill.orders()).extracting(KillAnswer.Cancel::stage).containsOnly("WAITING");

        for (int second = 0; second < 2; second++) { // a second has room for a thousand of a thousand and one
            clock.addAndGet(SECOND);
            core.append(new EngineEvent.ClockTick(core.now(), EngineEvent.Phase.SECOND, LocalDate.of(2030, 3, 17)));
        }
        await().atMost(WAIT).until(() -> exchange.working().isEmpty());
        assertThat(leastHeld).as("never flipped").isNotNegative();
        CampaignLog.record("exit.storm.alarm.millis", 0, 20L * NORMAL_RATE, alarmMillis, alarmMillis < 1_000);
    }

    @Test
    void shouldNeverSellMoreThanIsHeldHoweverManyExitsAreAskedFor() throws Exception {
        start(NORMAL_RATE);
        buy(1_500);
        core.append(new EngineEvent.ReduceOnlyRequested(core.now(), Scope.GLOBAL, "olga", "looks odd"));
        for (int second = 0; second < 3; second++) {
            clock.addAndGet(SECOND);
            for (int i = 0; i < 10 * NORMAL_RATE; i++) {
                core.append(request("exit-" + second + "-" + i, ACME, Side.SELL, 1));
            }
            int sent = (second + 1) * 10 * NORMAL_RATE;
            await().atMost(WAIT).until(() -> decisions.size() >= sent);
        }
        assertThat(passed("exit")).isEqualTo(1_500);
        await().atMost(WAIT).until(() -> exchange.working().size() == 1_500);
        for (ClientOrderId order : exchange.working()) {
            venue.listener.onReport(exchange.fill(order));
        }
        await().atMost(WAIT).until(() -> held(ACME) == 0);
        assertThat(leastHeld).isNotNegative();
    }

    private void buy(int shares) {
        core.append(request("buy", ACME, Side.BUY, shares));
        await().atMost(WAIT).until(() -> !exchange.working().isEmpty());
        venue.listener.onReport(exchange.fill(exchange.working().get(0)));
        await().atMost(WAIT).until(() -> held(ACME) == shares);
        decisions.clear();
    }

    private ClientOrderId exit(String key, int shares) {
        core.append(request(key, ACME, Side.SELL, shares));
        await().atMost(WAIT).until(() -> decisions.containsKey(key));
        DecisionRecord record = decisions.remove(key);
        assertThat(record.decision().passes()).as("%s", record.decision()).isTrue();
        return record.orderId();
    }

    /** A thousand orders from many senders that all begin at the same moment. */
    private void sendAtOnce(String prefix, InstrumentId instrument, int shares) throws Exception {
        CountDownLatch ready = new CountDownLatch(1);
        List<Thread> senders = new ArrayList<>();
        for (int sender = 0; sender < SENDERS; sender++) {
            int first = sender;
            Thread thread = new Thread(() -> {
                try {
                    ready.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                for (int i = first; i < ORDERS; i += SENDERS) {
                    // no three of them say the same, or they would be duplicates
                    double price = 97 + i % 500 / 100.0;
                    core.append(request(prefix + "-" + i, instrument, Side.BUY, shares, price));
                }
            });
            senders.add(thread);
            thread.start();
        }
        ready.countDown();
        for (Thread sender : senders) {
            sender.join();
        }
        await().atMost(WAIT).until(() -> sentKeys(prefix) == ORDERS);
    }

    private long sentKeys(String prefix) {
        return decisions.keySet().stream().filter(key -> key.startsWith(prefix)).count();
    }

    private long passed(String prefix) {
        return decisions.values().stream()
                .filter(each -> each.key().startsWith(prefix))
                .filter(each -> each.decision().passes())
                .count();
    }

    private double held(InstrumentId instrument) {
        return core.core()
                .ask(engine -> new Quantity(
                                engine.books().portfolio().position(instrument).quantityRaw())
                        .toDouble())
                .join();
    }

    private EngineEvent request(String key, InstrumentId instrument, Side side, int shares) {
        return request(key, instrument, side, shares, 100);
    }

    private EngineEvent request(String key, InstrumentId instrument, Side side, int shares, double price) {
        return new EngineEvent.OrderRequested(
                core.now(),
                new OrderRequest(
                        IdempotencyKey.of(key),
                        AccountId.of("main"),
                        TraderId.of("tess"),
                        instrument,
                        side,
                        Quantity.ofShares(shares),
                        OrderType.LIMIT,
                        Price.of(price),
                        TimeInForce.DAY));
    }
}
