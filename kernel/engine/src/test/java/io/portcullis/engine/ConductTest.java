package io.portcullis.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.portcullis.engine.gate.Ruling;
import io.portcullis.engine.gate.WatchRuling;
import io.portcullis.engine.gate.facts.FactSchema;
import io.portcullis.engine.gate.facts.GateFacts;
import io.portcullis.engine.gate.facts.WatchFacts;
import io.portcullis.engine.order.Parents;
import io.portcullis.model.event.EngineEvent;
import io.portcullis.model.gate.DecisionRecord;
import io.portcullis.model.gate.Reason;
import io.portcullis.model.gate.ReasonCode;
import io.portcullis.model.gate.Verdict;
import io.portcullis.model.id.AccountId;
import io.portcullis.model.id.ClientOrderId;
import io.portcullis.model.id.IdempotencyKey;
import io.portcullis.model.id.TraderId;
import io.portcullis.model.order.OrderRequest;
import io.portcullis.model.order.OrderType;
import io.portcullis.model.order.ParentOrder;
import io.portcullis.model.order.Side;
import io.portcullis.model.order.TimeInForce;
import io.portcullis.model.order.VenueReport;
import io.portcullis.model.value.Price;
import io.portcullis.model.value.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

/** What the engine tells the rules about how an order stands beside those before it. */
class ConductTest {
    private static final long SECOND = 1_000_000_000L;

    private int keys;

    private DecisionRecord ask(Scene scene, String trader, Side side, double shares, double limit) {
        keys++;
        scene.on(new EngineEvent.OrderRequested(
                scene.time,
                new OrderRequest(
                        IdempotencyKey.of("C" + keys),
                        AccountId.of("main"),
                        TraderId.of(trader),
                        Scene.ACME,
                        side,
                        Quantity.of(shares),
                        OrderType.LIMIT,
                        Price.of(limit),
                        TimeInForce.DAY)));
        return scene.decisions.get(scene.decisions.size() - 1);
    }

    private static GateFacts facts(Scene scene) {
        return scene.engine.books().gate().lastFacts();
    }

    private double repeats(Scene scene, String trader, Side side, double shares, double limit) {
        ask(scene, trader, side, shares, limit);
        return facts(scene).order().getRepeats();
    }

    @Test
    void shouldCountWhatSaysTheSameForTenSeconds() {
        Scene scene = Scene.open();
        assertThat(repeats(scene, "tess", Side.BUY, 10, 100)).isZero();
        assertThat(repeats(scene, "tess", Side.BUY, 10, 100)).isEqualTo(1);
        assertThat(repeats(scene, "rob", Side.BUY, 10, 100))
                .as("another trader")
                .isZero();
        assertThat(repeats(scene, "tess", Side.BUY, 11, 100)).as("another size").isZero();
        assertThat(repeats(scene, "tess", Side.BUY, 10, 100.01))
                .as("another price")
                .isZero();
        assertThat(repeats(scene, "tess", Side.BUY, 10, 100)).isEqualTo(2);
        scene.time += 10 * SECOND - 1;
        assertThat(repeats(scene, "tess", Side.BUY, 10, 100)).isEqualTo(3);
        scene.time += 1;
        assertThat(repeats(scene, "tess", Side.BUY, 10, 100))
                .as("only the last is left")
                .isEqualTo(1);
    }

    @Test
    void shouldNotCountWhatWasDeniedOrEndedWithoutATrade() {
        Scene scene = Scene.open();
        scene.policy.ruling = facts -> denied();
        ask(scene, "tess", Side.BUY, 10, 100);
        scene.policy.ruling = facts -> new Ruling(Verdict.ALLOW, 0, List.of());
        assertThat(repeats(scene, "tess", Side.BUY, 10, 100))
                .as("the first was denied")
                .isZero();
        DecisionRecord rejected = scene.decisions.get(1);
        scene.report(new VenueReport.Rejected(rejected.orderId(), "no", scene.time));
        assertThat(repeats(scene, "tess", Side.BUY, 10, 100))
                .as("the venue refused it")
                .isZero();
        scene.fill(scene.decisions.get(2), 10, 100);
        assertThat(repeats(scene, "tess", Side.BUY, 10, 100)).as("it traded").isEqualTo(1);
    }

    @Test
    void shouldSeeAnOrderThatWouldMeetOurOwn() {
        Scene scene = Scene.open();
        DecisionRecord sale = ask(scene, "tess", Side.SELL, 10, 100.5);
        ask(scene, "tess", Side.SELL, 10, 101);
        assertThat(crosses(scene, Side.BUY, 100.49)).isFalse();
        assertThat(crosses(scene, Side.BUY, 100.5)).isTrue();
        assertThat(crosses(scene, Side.SELL, 90)).as("no buy works").isFalse();
        scene.report(new VenueReport.Rejected(sale.orderId(), "no", scene.time));
        assertThat(crosses(scene, Side.BUY, 100.5)).as("the sale is over").isFalse();
        assertThat(crosses(scene, Side.BUY, 101)).isTrue();
        Scene restored = new Scene();
        restored.engine.restore(Scene.reader(Scene.stateOf(scene.engine)));
        assertThat(restored.engine.books().orders().wouldMeetOurs(Scene.ACME, Side.BUY, Price.of(101)))
                .isTrue();
        assertThat(restored.engine.books().orders().wouldMeetOurs(Scene.ACME, Side.BUY, null))
                .isTrue();
        assertThat(restored.engine.books().orders().wouldMeetOurs(Scene.BOLT, Side.BUY, null))
                .isFalse();
    }

    private static boolean crosses(Scene scene, Side side, double limit) {
        OrderRequest request = new OrderRequest(
                IdempotencyKey.of("question"),
                AccountId.of("main"),
                TraderId.of("tess"),
                Scene.ACME,
                side,
                Quantity.of(1),
                OrderType.LIMIT,
                Price.of(limit),
                TimeInForce.DAY);
        scene.engine.tryOut(request);
        return facts(scene).order().isCrossesOwn();
    }

    @Test
    void shouldKnowTicks() {
        Scene scene = Scene.open();
        ask(scene, "tess", Side.BUY, 1, 100.01);
        assertThat(facts(scene).order().isOnTick()).isTrue();
        ask(scene, "tess", Side.BUY, 1, 100.011);
        assertThat(facts(scene).order().isOnTick()).isFalse();
        ask(scene, "tess", Side.BUY, 1, 0.9999);
        assertThat(facts(scene).order().isOnTick()).isTrue();
        ask(scene, "tess", Side.BUY, 1, 0.99995);
        assertThat(facts(scene).order().isOnTick()).isFalse();
    }

    @Test
    void shouldKnowToWhomAnOrderMayBeAttributed() {
        Scene anybody = Scene.open();
        ask(anybody, "who", Side.BUY, 1, 100);
        assertThat(facts(anybody).order().isAttributed()).isTrue();
        Scene some = Scene.open("attribution.traders", "tess, rob");
        ask(some, "rob", Side.BUY, 1, 100);
        assertThat(facts(some).order().isAttributed()).isTrue();
        ask(some, "who", Side.BUY, 1, 100);
        assertThat(facts(some).order().isAttributed()).isFalse();
    }

    @Test
    void shouldCountMessagesAndOrdersForEachFill() {
        Scene scene = Scene.open();
        DecisionRecord first = ask(scene, "tess", Side.BUY, 10, 100);
        ask(scene, "tess", Side.BUY, 20, 100);
        scene.on(new EngineEvent.CancelRequested(
                scene.time, scene.decisions.get(1).orderId(), "tess"));
        ask(scene, "tess", Side.BUY, 30, 100);
        assertThat(facts(scene).counters().getMessagesThisSecond()).isEqualTo(4);
        assertThat(facts(scene).counters().getOrdersPerFill()).isEqualTo(3);
        scene.fill(first, 5, 100);
        scene.fill(first, 5, 100);
        ask(scene, "tess", Side.BUY, 40, 100);
        assertThat(facts(scene).counters().getOrdersPerFill()).isEqualTo(2);
    }

    @Test
    void shouldTellTheWatchRulesWhatTheDayHasLost() {
        Scene scene = Scene.open();
        List<Double> losses = new ArrayList<>();
        scene.policy.watching = facts -> {
            losses.add(loss(facts));
            return WatchRuling.NONE;
        };
        scene.fill(ask(scene, "tess", Side.BUY, 1_000, 100), 1_000, 100);
        scene.view(Scene.ACME, 90);
        assertThat(losses.get(losses.size() - 1)).isCloseTo(0.010001, within(1e-9));
        scene.tick(EngineEvent.Phase.DAY_ROLL);
        assertThat(losses.get(losses.size() - 1)).isZero();
        scene.view(Scene.ACME, 95);
        assertThat(losses.get(losses.size() - 1)).as("a gain").isZero();
    }

    private static double loss(WatchFacts facts) {
        return facts.account().getDayLoss();
    }

    @Test
    void shouldCountPiecesOnlyAfterAnOrderWasDeniedForItsSize() {
        Scene scene = Scene.open("safety.order.quantity.max", "1000");
        ask(scene, "tess", Side.BUY, 600, 100);
        assertThat(facts(scene).order().getSlicedQuantity())
                .as("nothing was denied")
                .isZero();
        ask(scene, "tess", Side.BUY, 1_001, 100);
        assertThat(scene.decisions.get(1).decision().verdict()).isEqualTo(Verdict.DENY);
        ask(scene, "tess", Side.BUY, 300, 101);
        assertThat(facts(scene).order().getSlicedQuantity()).isEqualTo(900);
        assertThat(facts(scene).order().getSlicedNotional()).isEqualTo(60_000 + 30_300);
        assertThat(facts(scene).market().getSlicedParticipation()).isEqualTo(900 / 1e6);
        ask(scene, "tess", Side.SELL, 700, 101);
        assertThat(facts(scene).order().getSlicedQuantity())
                .as("the other side")
                .isZero();
        scene.time += 301 * SECOND;
        ask(scene, "tess", Side.BUY, 10, 100);
        assertThat(facts(scene).order().getSlicedQuantity()).as("forgotten").isZero();
    }

    @Test
    void shouldTakeALimitOfThePackForADenialBySize() {
        Scene scene = Scene.open();
        scene.policy.ruling = facts -> {
            facts.limits().setOrderQuantityMax(500);
            return facts.order().getQuantity() > 500 ? denied() : new Ruling(Verdict.ALLOW, 0, List.of());
        };
        ask(scene, "tess", Side.BUY, 501, 100);
        ask(scene, "tess", Side.BUY, 100, 100);
        assertThat(facts(scene).order().getSlicedQuantity()).isEqualTo(100);
        scene.on(new EngineEvent.CorporateActionApplied(scene.time, Scene.ACME, Scene.DAY, 2, 1, Price.of(0)));
        ask(scene, "tess", Side.BUY, 100, 50);
        assertThat(facts(scene).order().getSlicedQuantity())
                .as("a split ends it")
                .isZero();
    }

    @Test
    void shouldMeasurePricesAgainstTheLeastAggressiveThatPassed() {
        Scene scene = Scene.open();
        ask(scene, "tess", Side.BUY, 1, 100);
        assertThat(facts(scene).order().getCollarWindowBps()).isZero();
        scene.time += 60 * SECOND;
        ask(scene, "tess", Side.BUY, 1, 104);
        assertThat(facts(scene).order().getCollarWindowBps()).isCloseTo(400, within(1e-6));
        scene.time += 60 * SECOND;
        ask(scene, "tess", Side.BUY, 1, 108);
        assertThat(facts(scene).order().getCollarWindowBps())
                .as("not against the last one")
                .isCloseTo(800, within(1e-6));
        ask(scene, "tess", Side.SELL, 10, 104);
        ask(scene, "tess", Side.SELL, 10, 100.88);
        assertThat(facts(scene).order().getCollarWindowBps()).isCloseTo(300, within(1e-6));
        scene.time += 300 * SECOND;
        ask(scene, "tess", Side.BUY, 1, 112);
        assertThat(facts(scene).order().getCollarWindowBps()).isZero();
    }

    @Test
    void shouldLetTheBookGrowLessTheDeeperTheDrawdown() {
        Scene scene = Scene.open("safety.gross.max", "10");
        scene.fill(ask(scene, "tess", Side.BUY, 5_000, 100), 5_000, 100);
        assertThat(ramp(scene, 100)).as("no drawdown to speak of").isCloseTo(1, within(1e-9));
        assertThat(ramp(scene, 95)).as("a quarter").isCloseTo(1, within(1e-3));
        assertThat(ramp(scene, 88.5)).as("half way").isCloseTo(0.5, within(1e-3));
        assertThat(ramp(scene, 82)).as("nine tenths").isLessThan(1e-3);
        assertThat(ramp(scene, 70)).isEqualTo(1e-9);
    }

    /** What is left of the room. */
    private double ramp(Scene scene, double mark) {
        scene.view(Scene.ACME, mark);
        ask(scene, "tess", Side.BUY, 1 + ++keys, 100);
        return facts(scene).exposure().getGrossAfter() / facts(scene).exposure().getGrossRamped();
    }

    @Test
    void shouldCarryAllOfItThroughASnapshot() {
        Scene scene = Scene.open("safety.order.quantity.max", "1000");
        ask(scene, "tess", Side.BUY, 1_001, 100);
        ask(scene, "tess", Side.BUY, 10, 100);
        scene.time += 5 * SECOND;
        ask(scene, "tess", Side.BUY, 10, 100);
        List<Object> state = Scene.stateOf(scene.engine);
        Scene restored = new Scene();
        restored.engine.restore(Scene.reader(state));
        assertThat(Scene.stateOf(restored.engine)).isEqualTo(state);
        restored.time = scene.time;
        for (ToDoubleFunction<GateFacts> each : List.<ToDoubleFunction<GateFacts>>of(
                facts -> facts.order().getRepeats(),
                facts -> facts.order().getSlicedQuantity(),
                facts -> facts.order().getSlicedNotional())) {
            OrderRequest request = Scene.request("again", Side.BUY, Scene.ACME, 10);
            scene.engine.tryOut(request);
            restored.engine.tryOut(request);
            assertThat(each.applyAsDouble(facts(restored))).isEqualTo(each.applyAsDouble(facts(scene)));
        }
        scene.time += 300 * SECOND;
        scene.tick(EngineEvent.Phase.SECOND);
        assertThat(Scene.stateOf(scene.engine))
                .as("nothing is written that no longer counts")
                .doesNotContain("conduct");
    }

    @Test
    void shouldRecordOfAnOlderSessionWhatItRecorded() {
        Scene today = Scene.open();
        Scene before = new Scene();
        before.on(new EngineEvent.SessionStarted(
                before.time,
                "T1",
                EngineEvent.SessionKind.LIVE,
                Engine.VERSION,
                "test",
                Scene.usd(1_000_000),
                new TreeMap<>()));
        before.define(Scene.ACME, "Industrials");
        before.view(Scene.ACME, 100);
        DecisionRecord old = ask(before, "tess", Side.BUY, 10, 100);
        DecisionRecord now = ask(today, "tess", Side.BUY, 10, 100);
        assertThat(old.factsVersion()).isEqualTo(1);
        assertThat(old.facts()).hasSize(FactSchema.recorded(1).size()).hasSizeLessThan(now.facts().length);
        assertThat(now.factsVersion()).isEqualTo(2);
        assertThat(now.facts()).hasSize(FactSchema.recorded(2).size());
        assertThat(Scene.stateOf(before.engine)).doesNotContain("conduct");
        assertThat(Scene.stateOf(today.engine)).contains("conduct");
    }

    private DecisionRecord part(Scene scene, double shares, double whole) {
        keys++;
        scene.on(new EngineEvent.OrderRequested(
                scene.time,
                new OrderRequest(
                        IdempotencyKey.of("C" + keys),
                        AccountId.of("main"),
                        TraderId.of("router"),
                        Scene.ACME,
                        Side.BUY,
                        Quantity.of(shares),
                        OrderType.LIMIT,
                        Price.of(100),
                        TimeInForce.DAY,
                        new ParentOrder(ClientOrderId.of("P-1"), Quantity.of(whole)))));
        return scene.decisions.get(scene.decisions.size() - 1);
    }

    @Test
    void shouldCountThePartsOfAnOrderUntilTheyEndWithoutATrade() {
        Scene scene = Scene.open();
        assertThat(busiest(scene)).isNull();
        DecisionRecord first = part(scene, 40, 100);
        assertThat(first.parentId()).isEqualTo(ClientOrderId.of("P-1"));
        assertParts(scene, 100, 40, 1);
        DecisionRecord second = part(scene, 50, 100);
        assertParts(scene, 100, 90, 2);
        scene.fill(first, 30, 100);
        scene.report(new VenueReport.Canceled(first.orderId(), "done", scene.time));
        scene.report(new VenueReport.Rejected(second.orderId(), "no", scene.time));
        part(scene, 10, 500);
        assertParts(scene, 100, 40, 3);
        part(scene, 10, 60);
        assertParts(scene, 60, 50, 4);
        scene.fill(first, 5, 100); // late, after its cancel
        scene.policy.ruling = facts -> denied();
        part(scene, 10, 100);
        assertParts(scene, 60, 65, 5);
        part(scene, 10, 100);
        assertParts(scene, 60, 65, 5);

        List<Object> state = Scene.stateOf(scene.engine);
        Scene restored = new Scene();
        restored.engine.restore(Scene.reader(state));
        assertThat(Scene.stateOf(restored.engine)).isEqualTo(state);
        Parents.Busiest four = new Parents.Busiest(ClientOrderId.of("P-1"), 4);
        assertThat(busiest(scene)).as("refused parts are none").isEqualTo(four);
        assertThat(busiest(restored)).isEqualTo(four);
        for (int roll = 0; roll < 3; roll++) {
            scene.time += 86_400 * SECOND;
            scene.tick(EngineEvent.Phase.DAY_ROLL);
        }
        assertThat(busiest(scene)).isNull();
        scene.view(Scene.ACME, 100);
        part(scene, 10, 100);
        assertParts(scene, 100, 10, 1);
    }

    private static Parents.Busiest busiest(Scene scene) {
        return scene.engine.books().conduct().parents().busiest();
    }

    private static void assertParts(Scene scene, double whole, double taken, double parts) {
        assertThat(facts(scene).order().getParentQuantity()).isEqualTo(whole);
        assertThat(facts(scene).order().getChildrenQuantity()).isEqualTo(taken);
        assertThat(facts(scene).order().getChildren()).isEqualTo(parts);
    }

    private static Ruling denied() {
        return new Ruling(Verdict.DENY, 0, List.of(Reason.of(ReasonCode.POLICY_DENIED)));
    }
}
