package io.portcullis.host.live;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.codahale.metrics.Counter;
import com.codahale.metrics.MetricRegistry;
import io.portcullis.host.metrics.Metrics;
import io.portcullis.host.metrics.MetricsPage;
import io.portcullis.model.event.EngineEvent;
import io.portcullis.model.gate.DecisionRecord;
import io.portcullis.model.gate.GateDecision;
import io.portcullis.model.gate.Reason;
import io.portcullis.model.gate.ReasonCode;
import io.portcullis.model.gate.Scope;
import io.portcullis.model.gate.TradingState;
import io.portcullis.model.gate.Verdict;
import io.portcullis.model.id.AccountId;
import io.portcullis.model.id.ClientOrderId;
import io.portcullis.model.id.ExecId;
import io.portcullis.model.id.IdempotencyKey;
import io.portcullis.model.id.InstrumentId;
import io.portcullis.model.id.PackHash;
import io.portcullis.model.id.TraderId;
import io.portcullis.model.id.VenueId;
import io.portcullis.model.id.VenueOrderId;
import io.portcullis.model.order.Fill;
import io.portcullis.model.order.OrderRequest;
import io.portcullis.model.order.OrderType;
import io.portcullis.model.order.Side;
import io.portcullis.model.order.TimeInForce;
import io.portcullis.model.order.VenueReport;
import io.portcullis.model.value.CurrencyCode;
import io.portcullis.model.value.Money;
import io.portcullis.model.value.Price;
import io.portcullis.model.value.Quantity;
import io.portcullis.testkit.CampaignLog;
import io.portcullis.testkit.PrometheusText;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.event.KeyValuePair;

/** What passes in the log, as numbers and as lines. */
class WalkTest {
    private static final InstrumentId ACME = InstrumentId.of("ACME");
    private static final double NANOS_TARGET = 400;
    private static final double NANOS_MAX = 20_000;
    private static final VenueId VENUE = VenueId.of("simulated");

    private final Metrics metrics = new Metrics(new MetricRegistry());
    private final WalkMetrics walk = new WalkMetrics(metrics);
    private final Counter leftOut = new Counter();
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final Logger trail = (Logger) LoggerFactory.getLogger("io.portcullis.trail");

    @BeforeEach
    void follow() {
        lines.start();
        trail.addAppender(lines);
        trail.setLevel(Level.INFO);
        trail.setAdditive(false);
    }

    @AfterEach
    void leave() {
        trail.detachAppender(lines);
        trail.setAdditive(true);
    }

    @Test
    void shouldCountEachStep() throws Exception {
        walk.on(1, requested("a"));
        walk.produced(decided(1, "a", Verdict.ALLOW));
        walk.on(2, decided(1, "a", Verdict.ALLOW));
        walk.on(3, reported(new VenueReport.Accepted(order("a"), VenueOrderId.of("V1"), 5)));
        walk.on(4, reported(filled("a")));
        Reason rule = new Reason(ReasonCode.POLICY_DENIED, "name-limit", 2, 1);
        walk.on(5, decided(2, "b", Verdict.DENY, rule, Reason.of(ReasonCode.KILLED)));
        walk.on(6, new EngineEvent.VenueLinkChanged(1, VENUE, true));
        walk.opportunity();
        metrics.refresh();

        PrometheusText page = PrometheusText.parse(new MetricsPage(metrics.registry()).text());

        assertThat(page.value("walk_9_events_total")).isEqualTo(6);
        assertThat(page.value("walk_5_order_requests_total")).isEqualTo(1);
        assertThat(page.value("walk_5_intents_total")).isZero();
        assertThat(page.value("walk_6_gate_decisions_total", "verdict", "allow"))
                .isEqualTo(1);
        assertThat(page.value("walk_6_gate_decisions_total", "verdict", "reduce"))
                .isZero();
        assertThat(page.value("walk_6_gate_denials_total", "code", "KILLED")).isEqualTo(1);
        assertThat(page.value("walk_6_gate_denials_total", "code", "NO_PACK")).isZero();
        assertThat(page.value("walk_6_gate_rule_hits_total", "rule", "name-limit", "code", "POLICY_DENIED"))
                .isEqualTo(1);
        assertThat(page.value("walk_7_venue_reports_total", "report", "accepted"))
                .isEqualTo(1);
        assertThat(page.value("walk_7_venue_answer_seconds_count")).isEqualTo(1);
        assertThat(page.value("walk_7_venue_up", "venue", "simulated")).isEqualTo(1);
        assertThat(page.value("walk_8_fills_total")).isEqualTo(1);
        assertThat(page.value("walk_9_decision_recorded_seconds_count")).isEqualTo(1);
        assertThat(page.value("walk_4_opportunities_total")).isEqualTo(1);
    }

    @Test
    void shouldNotAllocateForAnOrderOnceWarm() {
        var threads = (com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean();
        EngineEvent.GateDecided denied = decided(1, "d", Verdict.DENY, Reason.of(ReasonCode.KILLED));
        EngineEvent.GateDecided allowed = decided(1, "a", Verdict.ALLOW);
        EngineEvent accepted = reported(new VenueReport.Accepted(order("a"), VenueOrderId.of("V1"), 5));
        int orders = 50_000;
        run(orders, denied, allowed, accepted);
        long before = threads.getCurrentThreadAllocatedBytes();
        run(orders, denied, allowed, accepted);
        long bytes = threads.getCurrentThreadAllocatedBytes() - before;

        assertThat((double) bytes / orders).as("bytes per order").isLessThan(8);
    }

    /** Two orders a round: one denied, one allowed and accepted. An order costs the engine's thread about 13,000 ns. */
    @Test
    void shouldCostLittleOfAnOrdersTime() {
        EngineEvent.GateDecided denied = decided(1, "d", Verdict.DENY, Reason.of(ReasonCode.KILLED));
        EngineEvent.GateDecided allowed = decided(1, "a", Verdict.ALLOW);
        EngineEvent accepted = reported(new VenueReport.Accepted(order("a"), VenueOrderId.of("V1"), 5));
        int rounds = 200_000;
        run(rounds, denied, allowed, accepted);
        long started = System.nanoTime();
        run(rounds, denied, allowed, accepted);
        double nanos = (System.nanoTime() - started) / (2.0 * rounds);

        CampaignLog.record("walk.metrics.nanos.per.order", 0, 2 * rounds, nanos, nanos < NANOS_TARGET);
        assertThat(nanos).isLessThan(NANOS_MAX);
    }

    private void run(int times, EngineEvent.GateDecided denied, EngineEvent.GateDecided allowed, EngineEvent accepted) {
        for (int i = 0; i < times; i++) {
            walk.produced(denied);
            walk.on(i, denied);
            walk.produced(allowed);
            walk.on(i, allowed);
            walk.on(i, accepted);
        }
    }

    @Test
    void shouldTellAnOrdersWayInItsOrderUnderTheRequestsIdentifier() {
        AtomicLong database = new AtomicLong(-1);
        try (OrderTrail follows = new OrderTrail(key -> "r-" + key, leftOut)) {
            follows.projected(database::get);
            follows.on(10, requested("a"));
            follows.on(20, decided(1, "a", Verdict.ALLOW));
            follows.on(30, reported(new VenueReport.Accepted(order("a"), VenueOrderId.of("V1"), 5)));
            follows.on(40, reported(filled("a")));
            database.set(40);
        }

        assertThat(lines.list).extracting(line -> field(line, "walkStep")).containsExactly(6, 6, 7, 8, 9, 9, 9);
        assertThat(lines.list).extracting(line -> field(line, "correlationId")).containsOnly("r-a");
        assertThat(lines.list).extracting(line -> field(line, "key")).containsOnly("a");
        assertThat(lines.list.subList(1, 7))
                .extracting(line -> field(line, "orderId"))
                .containsOnly("O-a");
        assertThat(lines.list.subList(1, 4))
                .extracting(line -> field(line, "causationId"))
                .containsExactly(10L, 20L, 20L);
        assertThat(lines.list)
                .extracting(line -> field(line, "logPosition"))
                .containsExactly(10L, 20L, 30L, 40L, 20L, 30L, 40L);
        assertThat(lines.list.get(3).getFormattedMessage()).isEqualTo("filled 10 at 101, execution E-a");
        assertThat(leftOut.getCount()).isZero();
    }

    @Test
    void shouldLeaveOutWholeOrdersAndCountThemWhenTooManyCome() {
        int orders = 10_000;
        try (OrderTrail follows = new OrderTrail(key -> key, leftOut)) {
            for (int i = 0; i < orders; i++) {
                follows.on(2 * i, requested("k" + i));
                follows.on(2 * i + 1, decided(i + 1, "k" + i, Verdict.DENY, Reason.of(ReasonCode.KILLED)));
            }
        }

        List<Object> asked = new ArrayList<>();
        List<Object> decided = new ArrayList<>();
        lines.list.forEach(line -> (field(line, "verdict") == null ? asked : decided).add(field(line, "key")));
        assertThat(asked).isNotEmpty().hasSizeLessThan(orders);
        assertThat(asked).containsAll(decided);
        assertThat(leftOut.getCount()).isEqualTo(2L * orders - lines.list.size());
    }

    @Test
    void shouldTellOthersWhenTradingStops() {
        Logger own = (Logger) LoggerFactory.getLogger(OrderTrail.class);
        own.addAppender(lines);
        try (OrderTrail follows = new OrderTrail(key -> key, leftOut)) {
            follows.on(1, new EngineEvent.KillRequested(1, Scope.GLOBAL, "olga", "drill"));
            follows.on(
                    2, new EngineEvent.TradingStateChanged(1, Scope.GLOBAL, TradingState.KILLED, "engine", "overfill"));
            follows.on(3, new EngineEvent.VenueLinkChanged(1, VENUE, false));
        } finally {
            own.detachAppender(lines);
        }
        assertThat(lines.list).extracting(ILoggingEvent::getLevel).containsOnly(Level.WARN);
        assertThat(lines.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly(
                        "global: kill asked for by olga: drill",
                        "global: trading state is KILLED, by engine: overfill",
                        "venue:simulated: link is down");
    }

    private static Object field(ILoggingEvent line, String name) {
        return line.getKeyValuePairs().stream()
                .filter(pair -> pair.key.equals(name))
                .map((KeyValuePair pair) -> pair.value)
                .findFirst()
                .orElse(null);
    }

    private static ClientOrderId order(String key) {
        return ClientOrderId.of("O-" + key);
    }

    private static EngineEvent.OrderRequested requested(String key) {
        return new EngineEvent.OrderRequested(
                1,
                new OrderRequest(
                        IdempotencyKey.of(key),
                        AccountId.of("main"),
                        TraderId.of("tess"),
                        ACME,
                        Side.BUY,
                        Quantity.ofShares(10),
                        OrderType.LIMIT,
                        Price.of(101),
                        TimeInForce.DAY));
    }

    private static EngineEvent.GateDecided decided(long sequence, String key, Verdict verdict, Reason... reasons) {
        Quantity passes = verdict == Verdict.DENY ? new Quantity(0) : Quantity.ofShares(10);
        return new EngineEvent.GateDecided(
                1,
                new DecisionRecord(
                        sequence,
                        10,
                        1,
                        order(key),
                        null,
                        key,
                        AccountId.of("main"),
                        TraderId.of("tess"),
                        ACME,
                        Side.BUY,
                        OrderType.LIMIT,
                        TimeInForce.DAY,
                        Quantity.ofShares(10),
                        Price.of(101),
                        Price.of(100),
                        Money.of(1_000_000, CurrencyCode.USD),
                        1,
                        false,
                        new GateDecision(verdict, passes, List.of(reasons), PackHash.NONE),
                        new double[0],
                        1,
                        ""));
    }

    private static EngineEvent.VenueReported reported(VenueReport report) {
        return new EngineEvent.VenueReported(1, VENUE, report);
    }

    private static VenueReport filled(String key) {
        return new VenueReport.Filled(new Fill(
                ExecId.of("E-" + key),
                order(key),
                ACME,
                Side.BUY,
                Quantity.ofShares(10),
                Price.of(101),
                Money.of(0, CurrencyCode.USD),
                5));
    }
}
