package io.portcullis.host.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.portcullis.host.approval.ApprovalDesk;
import io.portcullis.host.config.Home;
import io.portcullis.host.config.ServerSettings.Profile;
import io.portcullis.host.server.FlattenAnswer;
import io.portcullis.host.server.KillAnswer;
import io.portcullis.host.server.ResumeAnswer;
import io.portcullis.host.server.ServerRefusal;
import io.portcullis.model.event.EngineEvent;
import io.portcullis.model.gate.Scope;
import io.portcullis.model.gate.TradingState;
import io.portcullis.model.id.AccountId;
import io.portcullis.model.id.ClientOrderId;
import io.portcullis.model.id.IdempotencyKey;
import io.portcullis.model.id.InstrumentId;
import io.portcullis.model.id.RequestId;
import io.portcullis.model.id.TraderId;
import io.portcullis.model.order.OrderRequest;
import io.portcullis.model.order.OrderType;
import io.portcullis.model.order.Side;
import io.portcullis.model.order.TimeInForce;
import io.portcullis.model.value.CurrencyCode;
import io.portcullis.model.value.Money;
import io.portcullis.model.value.Price;
import io.portcullis.model.value.Quantity;
import io.portcullis.transport.DataLock;
import io.portcullis.transport.Durability;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kill, flatten, resume, with one person and with two: real log, rules, channel and kill switch. */
class ScopeDeskTest {
    private static final Duration WAIT = Duration.ofSeconds(60);
    private static final InstrumentId ACME = InstrumentId.of("ACME");
    private static final Scope SECTOR = Scope.parse("sector:Health Care");
    private static final long NOW = 1_900_000_000_000_000_000L;

    @TempDir
    private Path folder;

    private final RemoteExchange exchange = new RemoteExchange(() -> NOW);
    private final RemoteExchange.Version venue = exchange.new Version();
    private final Queue<EngineEvent> log = new ConcurrentLinkedQueue<>();
    private DataLock lock;
    private TradingCore core;
    private KillDesk kills;
    private ApprovalDesk approvals;

    @BeforeEach
    void start() throws Exception {
        lock = DataLock.acquire(folder.resolve("data"));
        core = new TradingCore(
                new Home(folder.resolve("home"), folder.resolve("data")),
                lock,
                new TradingCore.Options(Durability.PROCESS, false, TimeUnit.HOURS.toNanos(1)),
                venue,
                () -> NOW);
        core.core().listen((position, event) -> log.add(event));
        core.startSession(
                "T1",
                EngineEvent.SessionKind.LIVE,
                new TreeMap<>(Map.of("venue", "remote")),
                Money.of(1_000_000, CurrencyCode.USD));
        OpenMarket.judge(core);
        OpenMarket.quote(core, ACME, "Health Care", 1_000_000);
        Questions questions = new Questions(core);
        kills = new KillDesk(core, questions, () -> "");
        approvals = new ApprovalDesk(questions);
    }

    @AfterEach
    void stop() {
        core.close();
        lock.close();
    }

    @Test
    void shouldFlattenAndResumeAKilledSectorByTwoPeople() {
        ScopeDesk desk = new ScopeDesk(kills, approvals, Profile.PROD);
        hold(100);
        KillAnswer killed = kills.kill(SECTOR, "olga", "looks odd");
        assertThat(killed.state()).isEqualTo("KILLED");
        assertThat(killed.warning()).isEmpty();

        FlattenAnswer asked = desk.flatten(SECTOR, "olga", "out of it");
        assertThat(asked.request()).isEqualTo("R1");
        assertThat(asked.uncovered()).isEqualTo(1);
        assertThat(exchange.received).as("nothing is done yet").hasSize(1);
        assertThatThrownBy(() -> approvals.approve(RequestId.of("R1"), "olga"))
                .isInstanceOf(ServerRefusal.class)
                .hasMessageContaining("somebody else");

        assertThat(approvals.approve(RequestId.of("R1"), "paul").done()).contains("1 exits work");
        await().atMost(WAIT).until(() -> exchange.working().size() == 1);
        assertThat(log).contains(new EngineEvent.FlattenRequested(NOW, SECTOR, "olga", "paul", "out of it"));
        fill();
        await().atMost(WAIT).until(() -> kills.held(SECTOR, "").held() == 0);

        ResumeAnswer waits = desk.resume(SECTOR, "paul", "it is over");
        assertThat(waits.state()).isEqualTo("KILLED");
        assertThat(approvals.view().requests().get(0).what()).contains("KILLED", "by olga: looks odd");
        approvals.approve(RequestId.of(waits.request()), "quinn");
        assertThat(kills.state(SECTOR)).isEqualTo(TradingState.NORMAL);
        assertThat(folder.resolve("data/kill").resolve(SECTOR.fileName())).doesNotExist();
        assertThat(log).contains(new EngineEvent.ResumeRequested(NOW, SECTOR, "paul+quinn"));
        hold(200);
    }

    @Test
    void shouldNotLiftALaterKillThanTheOneThatWasAskedAbout() {
        ScopeDesk desk = new ScopeDesk(kills, approvals, Profile.PROD);
        kills.kill(SECTOR, "olga", "looks odd");
        String request = desk.resume(SECTOR, "paul", "it is over").request();
        kills.resume(SECTOR, "quinn");
        kills.kill(SECTOR, "olga", "odd again");

        assertThatThrownBy(() -> approvals.approve(RequestId.of(request), "quinn"))
                .isInstanceOf(ServerRefusal.class)
                .hasMessageContaining("was shut anew since R1");
        assertThat(kills.state(SECTOR)).isEqualTo(TradingState.KILLED);
        String another = desk.resume(SECTOR, "paul", "it is over now").request();
        approvals.approve(RequestId.of(another), "quinn");
        assertThat(kills.state(SECTOR)).isEqualTo(TradingState.NORMAL);
    }

    @Test
    void shouldLetOnePersonDoBothInProfileDev() {
        ScopeDesk desk = new ScopeDesk(kills, approvals, Profile.DEV);
        hold(100);
        FlattenAnswer done = desk.flatten(Scope.GLOBAL, "olga", "out of it");
        assertThat(done.request()).isEmpty();
        assertThat(done.exits()).isEqualTo(1);
        assertThat(done.uncovered()).isZero();
        assertThat(kills.state(Scope.GLOBAL)).isEqualTo(TradingState.REDUCE_ONLY);
        assertThat(desk.resume(Scope.GLOBAL, "olga", "").state()).isEqualTo("NORMAL");
    }

    @Test
    void shouldAskForNothingThatMakesNoSense() {
        ScopeDesk desk = new ScopeDesk(kills, approvals, Profile.PROD);
        assertThatThrownBy(() -> desk.resume(SECTOR, "olga", "it is over")).hasMessageContaining("is not shut");
        assertThatThrownBy(() -> desk.flatten(Scope.parse("agent:value"), "olga", "out"))
                .hasMessageContaining("positions belong to no agent");
        assertThatThrownBy(() -> desk.flatten(SECTOR, "olga", " ")).hasMessageContaining("a reason is needed");
        assertThat(approvals.view().requests()).isEmpty();
    }

    /** Buys and has it filled. */
    private void hold(int shares) {
        core.append(new EngineEvent.OrderRequested(
                core.now(),
                new OrderRequest(
                        IdempotencyKey.of("buy-" + shares),
                        AccountId.of("main"),
                        TraderId.of("tess"),
                        ACME,
                        Side.BUY,
                        Quantity.ofShares(shares),
                        OrderType.LIMIT,
                        Price.of(100),
                        TimeInForce.DAY)));
        await().atMost(WAIT).until(() -> !exchange.working().isEmpty());
        fill();
        await().atMost(WAIT).until(() -> kills.held(SECTOR, "").held() == 1);
    }

    private void fill() {
        ClientOrderId order = exchange.working().get(0);
        venue.listener.onReport(exchange.fill(order));
    }
}
