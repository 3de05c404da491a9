package io.portcullis.host.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.engine.Engine;
import io.portcullis.engine.EngineSettings;
import io.portcullis.engine.Outbox;
import io.portcullis.engine.portfolio.Position;
import io.portcullis.model.event.EngineEvent;
import io.portcullis.model.gate.Reason;
import io.portcullis.model.gate.Scope;
import io.portcullis.model.gate.TradingState;
import io.portcullis.model.id.AccountId;
import io.portcullis.model.id.ClientOrderId;
import io.portcullis.model.id.ExecId;
import io.portcullis.model.id.IdempotencyKey;
import io.portcullis.model.id.InstrumentId;
import io.portcullis.model.id.TraderId;
import io.portcullis.model.id.VenueId;
import io.portcullis.model.order.Fill;
import io.portcullis.model.order.OrderRequest;
import io.portcullis.model.order.OrderType;
import io.portcullis.model.order.ParentOrder;
import io.portcullis.model.order.Side;
import io.portcullis.model.order.TimeInForce;
import io.portcullis.model.order.VenueCommand;
import io.portcullis.model.order.VenueReport;
import io.portcullis.model.value.CurrencyCode;
import io.portcullis.model.value.Money;
import io.portcullis.model.value.Price;
import io.portcullis.model.value.Quantity;
import io.portcullis.policy.gate.DroolsGate;
import io.portcullis.policy.gate.PackCompiler;
import io.portcullis.policy.pack.PackContent;
import io.portcullis.testkit.CampaignLog;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * KNIGHT and SLICING: a router that does not notice its fills, and a large order that is asked for in pieces. What holds is everything
 * that counts what is held and pending: limits by name and gross, rates, duplicates, a watch rule that shuts the account of a runaway, the
 * cap of a parent order over its children, and what is let in of an order that was refused for its size.
 */
class RunawayTest {
    private static final long SECOND = 1_000_000_000L;
    private static final int PARENTS = 212;
    private static final int ATTEMPTS = 100_000;
    private static final int ATTEMPTS_OF_A_CAMPAIGN = 1_000_000;
    /** Knight's router sent four million orders in 45 minutes. */
    private static final int ATTEMPTS_A_SECOND = 1_500;

    private static final int ATTEMPTS_AT_PARENTS = 20_000;
    private static final int PARENT_SHARES = 250;
    private static final int PART_SHARES = 50;
    private static final int CHILD_SHARES = 100;
    private static final int CAPITAL = 10_000_000;
    private static final double NAME_MAX = 0.05;
    private static final double GROSS_MAX = 1.5;
    private static final int SLICED = 200;
    private static final long SEED = 20_120_801;
    private static final VenueId VENUE = VenueId.of("simulated");
    private static final LocalDate DAY = LocalDate.of(2012, 8, 1);
    private static final PackCompiler COMPILER = new PackCompiler();

    @AfterAll
    static void close() {
        COMPILER.close();
    }

    @Test
    void shouldStopARouterThatDoesNotNoticeItsFills() throws Exception {
        knight(ATTEMPTS);
    }

    @Test
    @Tag("campaign")
    void shouldStopARouterThatDoesNotNoticeItsFillsAMillionTimes() throws Exception {
        knight(ATTEMPTS_OF_A_CAMPAIGN);
    }

    private static void knight(int attempts) throws Exception {
        Market market = new Market(pack("""
                rule "runaway"
                when
                    Counters($denied : deniedToday, $denied > 1000)
                then
                    verdict.kill("account:main", $denied, 1000);
                end
                """));
        long killedAt = -1;
        long deniedThousandAt = -1;
        for (int i = 0; i < attempts; i++) {
            if (i % ATTEMPTS_A_SECOND == 0) {
                market.second();
            }
            market.order("child-" + i, i % PARENTS, Side.BUY, CHILD_SHARES);
            long denied = market.engine.books().counters().deniedToday();
            deniedThousandAt = deniedThousandAt < 0 && denied > 1_000 ? market.time : deniedThousandAt;
            if (killedAt < 0 && market.state("account:main") == TradingState.KILLED) {
                killedAt = market.time;
                market.sentWhenKilled = market.sent;
            }
        }
        double alarmSeconds = (killedAt - deniedThousandAt) / (double) SECOND;
        assertThat(killedAt).as("the account is shut").isPositive();
        assertThat(alarmSeconds).isLessThanOrEqualTo(1);
        assertThat(market.sent).as("nothing leaves after it").isEqualTo(market.sentWhenKilled);
        assertThat(market.worstName).isLessThanOrEqualTo(NAME_MAX);
        assertThat(market.worstGross).isLessThanOrEqualTo(GROSS_MAX);
        CampaignLog.record("knight.children.sent", SEED, attempts, market.sent, true);
        CampaignLog.record("knight.alarm.seconds", SEED, attempts, alarmSeconds, alarmSeconds <= 1);
        // the same children once more, as a replayed file would send them: none is judged twice
        for (int i = 0; i < Math.min(attempts, ATTEMPTS); i++) {
            market.order("child-" + i, i % PARENTS, Side.BUY, CHILD_SHARES);
        }
        assertThat(market.sent).isEqualTo(market.sentWhenKilled);
        market.close();
    }

    @Test
    void shouldNotLetInPiecesWhatItDoesNotLetInAsAWhole() throws Exception {
        Market market = new Market(pack("", "repeats-max,global,2", "repeats-max,global,1000000"));
        Random random = new Random(SEED);
        double most = 0;
        int key = 0;
        for (int order = 0; order < SLICED; order++) {
            int instrument = order % PARENTS;
            market.second();
            int whole = 5_001 + random.nextInt(10_000); // the name has room for 5,000 at 100
            long before = market.sent;
            market.order("whole-" + order, instrument, Side.BUY, whole);
            assertThat(market.sent).as("blocked as a whole").isEqualTo(before);
            int parts = 2 + random.nextInt(99);
            for (int part = 0; part < parts; part++) {
                int even = whole / parts;
                int shares = Math.max(1, even + random.nextInt(1 + even / 2) - even / 4);
                market.order("slice-" + ++key, instrument, Side.BUY, shares);
            }
            most = Math.max(most, market.held(instrument) * 100 / CAPITAL);
            market.flat(instrument);
        }
        assertThat(most).isLessThanOrEqualTo(NAME_MAX).isGreaterThan(NAME_MAX * 0.9);
        assertThat(market.worstName).isLessThanOrEqualTo(NAME_MAX);
        CampaignLog.record("slicing.most.of.limit", SEED, SLICED, most / NAME_MAX, most <= NAME_MAX);
        market.close();
    }

    @Test
    void shouldNeverLetThePartsOfAnOrderBecomeMoreThanIt() throws Exception {
        Market market = new Market(pack("", "repeats-max,global,2", "repeats-max,global,1000000"));
        for (int i = 0; i < ATTEMPTS_AT_PARENTS; i++) {
            if (i % ATTEMPTS_A_SECOND == 0) {
                market.second();
            }
            market.part("part-" + i, i % PARENTS, PART_SHARES);
        }
        double most = 0;
        for (int i = 0; i < PARENTS; i++) {
            most = Math.max(most, market.held(i));
            assertThat(market.held(i)).as("parent " + i).isEqualTo(PARENT_SHARES);
        }
        assertThat(market.sent).as("not one part too many").isEqualTo(PARENTS * PARENT_SHARES / PART_SHARES);
        assertThat(market.lastDenial()).contains("parent-quantity");
        CampaignLog.record("knight.parent.overfill", SEED, ATTEMPTS_AT_PARENTS, most - PARENT_SHARES, true);
        market.close();
    }

    @Test
    void shouldHoldThePiecesOfARefusedOrderToWhatOneOrderMayBe() throws Exception {
        int shares = 2_000;
        Market market = new Market(pack(
                "",
                "order-quantity-max,global,1000000",
                "order-quantity-max,global," + shares,
                "repeats-max,global,2",
                "repeats-max,global,1000000"));
        Random random = new Random(SEED);
        double most = 0;
        int key = 0;
        for (int order = 0; order < SLICED; order++) {
            market.second();
            int whole = shares + 1 + random.nextInt(2 * shares);
            market.order("whole-" + order, order, Side.BUY, whole);
            assertThat(market.lastDenial()).contains("order-quantity");
            int parts = 2 + random.nextInt(99);
            for (int part = 0; part < parts; part++) {
                int even = whole / parts;
                int piece = Math.max(1, even + random.nextInt(1 + even / 2) - even / 4);
                market.order("slice-" + ++key, order, Side.BUY, piece);
            }
            assertThat(market.held(order)).isLessThanOrEqualTo(shares);
            most = Math.max(most, market.held(order));
            market.flat(order);
        }
        assertThat(most).isGreaterThan(shares * 0.9);
        CampaignLog.record("slicing.pieces.of.limit", SEED, SLICED, most / shares, most <= shares);
        market.close();
    }

    /** The shipped pack with one more watch rule. */
    private static PackContent pack(String watch) throws Exception {
        return pack(watch, new String[0]);
    }

    /** The same, with rows of its limits replaced. */
    private static PackContent pack(String watch, String... rows) throws Exception {
        SortedMap<String, String> files = new TreeMap<>(
                PackContent.ofFolder(Path.of("..", "..", "rules", "portfolio")).files());
        for (int i = 0; i < rows.length; i += 2) {
            assertThat(files.get("limits.csv")).contains(rows[i]);
            files.put("limits.csv", files.get("limits.csv").replace(rows[i], rows[i + 1]));
        }
        if (!watch.isEmpty()) {
            files.put("watch/runaway.drl", watch);
            files.put("pack.yaml", files.get("pack.yaml").replace("watch:\n", "watch:\n  - runaway\n"));
        }
        return PackContent.of(files);
    }

    /** One engine with real rules, a log in memory, and a venue that fills everything at once at 100. */
    private static final class Market implements Outbox {
        private final DroolsGate gate = DroolsGate.eager(COMPILER);
        private final Engine engine = new Engine(gate);
        private final Queue<EngineEvent> onTheWay = new ArrayDeque<>();
        private long position;
        private long time = 1_343_827_800L * SECOND;
        private long sent;
        private long sentWhenKilled;
        private List<Reason> denial = List.of();
        private double worstName;
        private double worstGross;

        Market(PackContent pack) {
            take(new EngineEvent.SessionStarted(
                    time,
                    "S",
                    EngineEvent.SessionKind.LIVE,
                    Engine.VERSION,
                    "drools",
                    Money.of(CAPITAL, CurrencyCode.USD),
                    EngineSettings.ofToday(Map.of())));
            take(new EngineEvent.PackStaged(time, pack.hash(), "portfolio", 0, 1, pack.bytes()));
            take(new EngineEvent.PackActivated(time, pack.hash(), "olga"));
            for (int i = 0; i < PARENTS; i++) {
                take(new EngineEvent.InstrumentDefined(time, instrument(i), "Sector" + i % 20, true));
                take(new EngineEvent.MarketView(
                        time,
                        instrument(i),
                        Price.of(100),
                        new Price(0),
                        new Price(0),
                        Quantity.ofShares(10_000_000),
                        0.01,
                        false,
                        true));
            }
        }

        void second() {
            time += SECOND;
            take(new EngineEvent.ClockTick(time, EngineEvent.Phase.SECOND, DAY));
        }

        void part(String key, int instrument, int shares) {
            ParentOrder parent =
                    new ParentOrder(ClientOrderId.of("parent-" + instrument), Quantity.ofShares(PARENT_SHARES));
            order(key, instrument, Side.BUY, shares, parent);
        }

        void order(String key, int instrument, Side side, int shares) {
            order(key, instrument, side, shares, null);
        }

        /** The rules that spoke against the last order that was denied. */
        List<String> lastDenial() {
            return denial.stream().map(Reason::rule).toList();
        }

        private void order(String key, int instrument, Side side, int shares, ParentOrder parent) {
            take(new EngineEvent.OrderRequested(
                    time,
                    new OrderRequest(
                            IdempotencyKey.of(key),
                            AccountId.of("main"),
                            TraderId.of("router"),
                            instrument(instrument),
                            side,
                            Quantity.ofShares(shares),
                            OrderType.LIMIT,
                            Price.of(100),
                            TimeInForce.DAY,
                            parent)));
        }

        void flat(int instrument) {
            int held = (int) held(instrument);
            if (held > 0) {
                order("flat-" + position, instrument, Side.SELL, held);
            }
            assertThat(held(instrument)).isZero();
        }

        double held(int instrument) {
            return new Quantity(position(instrument).quantityRaw()).toDouble();
        }

        private Position position(int instrument) {
            return engine.books().portfolio().position(instrument(instrument));
        }

        TradingState state(String scope) {
            return engine.books().trading().of(Scope.parse(scope));
        }

        private static InstrumentId instrument(int i) {
            return InstrumentId.of("I" + i);
        }

        private void take(EngineEvent event) {
            engine.on(++position, event, this);
            while (!onTheWay.isEmpty()) {
                engine.on(++position, onTheWay.remove(), this);
            }
            if (event instanceof EngineEvent.OrderRequested requested) {
                measure(requested.request().instrument());
            }
        }

        private void measure(InstrumentId instrument) {
            Position held = engine.books().portfolio().position(instrument);
            long most = Math.max(
                    Math.abs(held.quantityRaw() + held.pendingBuyRaw()),
                    Math.abs(held.quantityRaw() - held.pendingSellRaw()));
            double capital = (double) CAPITAL * Money.ONE;
            worstName = Math.max(worstName, Price.notionalRaw(held.markRaw(), most) / capital);
            worstGross = Math.max(worstGross, engine.books().portfolio().worstGrossRaw() / capital);
        }

        @Override
        public void append(EngineEvent.Produced event) {
            if (event instanceof EngineEvent.GateDecided decided
                    && !decided.record().decision().passes()) {
                denial = decided.record().decision().reasons();
            }
            onTheWay.add(event);
        }

        @Override
        public void send(VenueId venue, VenueCommand command) {
            if (command instanceof VenueCommand.NewOrder order) {
                sent++;
                Fill fill = new Fill(
                        ExecId.of("e" + sent),
                        order.orderId(),
                        order.instrument(),
                        order.side(),
                        order.quantity(),
                        Price.of(100),
                        Money.zero(CurrencyCode.USD),
                        order.timeNanos());
                onTheWay.add(new EngineEvent.VenueReported(time, VENUE, new VenueReport.Filled(fill)));
            }
        }

        void close() {
            gate.close();
        }
    }
}
