package io.portcullis.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portcullis.engine.gate.DecisionChain;
import io.portcullis.engine.gate.Ruling;
import io.portcullis.engine.gate.TradingStates;
import io.portcullis.engine.gate.WatchRuling;
import io.portcullis.engine.order.OrderState;
import io.portcullis.model.approval.ApprovalRequest;
import io.portcullis.model.event.EngineEvent;
import io.portcullis.model.gate.DecisionRecord;
import io.portcullis.model.gate.Reason;
import io.portcullis.model.gate.ReasonCode;
import io.portcullis.model.gate.Scope;
import io.portcullis.model.gate.TradingState;
import io.portcullis.model.gate.Verdict;
import io.portcullis.model.id.AgentId;
import io.portcullis.model.id.ClientOrderId;
import io.portcullis.model.id.ExecId;
import io.portcullis.model.id.InstrumentId;
import io.portcullis.model.id.PackHash;
import io.portcullis.model.id.RequestId;
import io.portcullis.model.order.Fill;
import io.portcullis.model.order.Side;
import io.portcullis.model.order.VenueCommand;
import io.portcullis.model.order.VenueReport;
import io.portcullis.model.signal.Direction;
import io.portcullis.model.signal.Signal;
import io.portcullis.model.value.Price;
import io.portcullis.model.value.Quantity;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class EngineTest {

    @Test
    void shouldSendNothingBeforeTheDecisionIsRecorded() {
        Scene scene = Scene.open();
        scene.onUnrecorded(new EngineEvent.OrderRequested(scene.time, scene.request(Side.BUY, Scene.ACME, 100)));

        assertThat(scene.decisions).hasSize(1);
        assertThat(scene.decisions.get(0).decision().verdict()).isEqualTo(Verdict.ALLOW);
        assertThat(scene.sent).isEmpty();

        scene.record();
        assertThat(scene.sent).hasSize(1).first().isInstanceOf(VenueCommand.NewOrder.class);
    }

    @Test
    void shouldTurnFillsIntoPositionAndMoney() {
        Scene scene = Scene.open();
        DecisionRecord order = scene.order(Side.BUY, Scene.ACME, 100);
        scene.accept(order.orderId());
        scene.fill(order, 40, 100);
        scene.fill(order, 60, 101);

        assertThat(scene.held(Scene.ACME)).isEqualTo(100);
        // 1,000,000 - 40*100 - 60*101 - 2 fees + 100 shares at the mark of 100
        assertThat(scene.equity()).isEqualTo(1_000_000 - 4000 - 6060 - 2 + 10_000);
        assertThat(scene.engine.books().orders().find(order.orderId()).state()).isEqualTo(OrderState.FILLED);
        assertThat(scene.engine.books().orders().openCount()).isZero();
    }

    @Test
    void shouldCountAnExecutionOnceHoweverOftenItIsReported() {
        Scene scene = Scene.open();
        DecisionRecord order = scene.order(Side.BUY, Scene.ACME, 100);
        var fill = scene.fill(order, 40, 100);
        scene.report(new VenueReport.Filled(fill));

        assertThat(scene.held(Scene.ACME)).isEqualTo(40);
    }

    @Test
    void shouldCountAFillThatComesAfterItsCancel() {
        Scene scene = Scene.open();
        DecisionRecord order = scene.order(Side.BUY, Scene.ACME, 100);
        scene.report(new VenueReport.Canceled(order.orderId(), "by us", scene.time));
        scene.fill(order, 40, 100);

        assertThat(scene.held(Scene.ACME)).isEqualTo(40);
        assertThat(scene.engine.books().portfolio().position(Scene.ACME).pendingBuyRaw())
                .isZero();
    }

    @Test
    void shouldStopEverythingWhenMoreIsFilledThanWasOrdered() {
        Scene scene = Scene.open();
        DecisionRecord order = scene.order(Side.BUY, Scene.ACME, 100);
        scene.fill(order, 140, 100);

        assertThat(scene.held(Scene.ACME)).isEqualTo(140);
        assertThat(scene.engine.books().trading().of(Scope.GLOBAL)).isEqualTo(TradingState.KILLED);
    }

    @Test
    void shouldCountPendingOrdersAsIfTheyHadFilled() {
        Scene scene = Scene.open();
        double[] grossSeen = new double[2];
        scene.policy.ruling = facts -> {
            grossSeen[0] = facts.exposure().getGrossAfter();
            grossSeen[1] = facts.exposure().getNameAfter();
            return new Ruling(Verdict.ALLOW, 0, List.of());
        };
        scene.order(Side.BUY, Scene.ACME, 1000);
        scene.order(Side.SELL, Scene.ACME, 3000);
        // worst of +1000 and -3000 shares at 100 over a million
        assertThat(grossSeen[1]).isEqualTo(0.3);
        scene.order(Side.BUY, Scene.BOLT, 2000);
        assertThat(grossSeen[0]).isEqualTo(0.4);
    }

    @Test
    void shouldFreeWhatACanceledOrderHadReserved() {
        Scene scene = Scene.open();
        DecisionRecord order = scene.order(Side.BUY, Scene.ACME, 1000);
        scene.fill(order, 400, 100);
        scene.report(new VenueReport.Canceled(order.orderId(), "expired", scene.time));

        assertThat(scene.engine.books().portfolio().position(Scene.ACME).pendingBuyRaw())
                .isZero();
        assertThat(scene.engine.books().portfolio().worstGrossRaw())
                .isEqualTo(Scene.usd(40_000).raw());
    }

    @Test
    void shouldDenyWhileKilledAndCancelWhatIsOut() {
        Scene scene = Scene.open();
        DecisionRecord working = scene.order(Side.BUY, Scene.ACME, 100);
        scene.on(new EngineEvent.KillRequested(scene.time, Scope.GLOBAL, "olga", "drill"));

        assertThat(scene.sent).last().isEqualTo(new VenueCommand.CancelOrder(working.orderId(), scene.time));
        assertThat(reasons(scene.order(Side.BUY, Scene.ACME, 1))).containsExactly(ReasonCode.KILLED);

        scene.on(new EngineEvent.ResumeRequested(scene.time, Scope.GLOBAL, "olga"));
        assertThat(scene.order(Side.BUY, Scene.ACME, 1).decision().verdict()).isEqualTo(Verdict.ALLOW);
    }

    @Test
    void shouldLetOnlyReducingOrdersPassWhenReduceOnly() {
        Scene scene = Scene.open();
        DecisionRecord bought = scene.order(Side.BUY, Scene.ACME, 100);
        scene.fill(bought, 100, 100);
        scene.on(new EngineEvent.ReduceOnlyRequested(scene.time, Scope.GLOBAL, "olga", "drill"));

        assertThat(reasons(scene.order(Side.BUY, Scene.ACME, 1))).containsExactly(ReasonCode.REDUCE_ONLY);
        assertThat(reasons(scene.order(Side.SELL, Scene.ACME, 101))).containsExactly(ReasonCode.REDUCE_ONLY);
        assertThat(scene.order(Side.SELL, Scene.ACME, 60).decision().verdict()).isEqualTo(Verdict.ALLOW);
        // 60 of the 100 are already on their way out
        assertThat(reasons(scene.order(Side.SELL, Scene.ACME, 41))).containsExactly(ReasonCode.REDUCE_ONLY);
    }

    @Test
    void shouldJudgeAKeyOnce() {
        Scene scene = Scene.open();
        var request = Scene.request("same", Side.BUY, Scene.ACME, 5);
        scene.on(new EngineEvent.OrderRequested(scene.time, request));
        scene.on(new EngineEvent.OrderRequested(scene.time, request));

        assertThat(scene.decisions).hasSize(1);
        assertThat(scene.sent).hasSize(1);
    }

    /** Or the refusals of one day could fill the memory. */
    @Test
    void shouldRememberTheNewestHundredThousandDenials() {
        Scene scene = Scene.open();
        scene.on(new EngineEvent.KillRequested(scene.time, Scope.GLOBAL, "olga", "drill"));
        for (int i = 0; i <= 100_000; i++) {
            scene.on(new EngineEvent.OrderRequested(scene.time, Scene.request("D" + i, Side.BUY, Scene.ACME, 5)));
        }
        assertThat(scene.engine.books().orders().all()).hasSize(100_000);

        Scene restored = new Scene();
        restored.engine.restore(Scene.reader(Scene.stateOf(scene.engine)));
        restored.time = scene.time;
        for (Scene each : List.of(scene, restored)) {
            each.decisions.clear();
            each.on(new EngineEvent.OrderRequested(each.time, Scene.request("D1", Side.BUY, Scene.ACME, 5)));
            assertThat(each.decisions).as("known").isEmpty();
            each.on(new EngineEvent.OrderRequested(each.time, Scene.request("D0", Side.BUY, Scene.ACME, 5)));
            assertThat(each.decisions).as("forgotten, hence judged again").hasSize(1);
            each.on(new EngineEvent.OrderRequested(each.time, Scene.request("D1", Side.BUY, Scene.ACME, 5)));
            assertThat(each.decisions).as("forgotten for the one before it").hasSize(2);
        }
    }

    @Test
    void shouldDenyWhatItDoesNotKnow() {
        Scene scene = Scene.open();
        assertThat(reasons(scene.order(Side.BUY, InstrumentId.of("NOPE"), 1)))
                .containsExactly(ReasonCode.UNKNOWN_INSTRUMENT);
        scene.define(InstrumentId.of("NEW"), "none");
        assertThat(reasons(scene.order(Side.BUY, InstrumentId.of("NEW"), 1))).containsExactly(ReasonCode.NO_REFERENCE);
    }

    @Test
    void shouldDenyOnAStaleReference() {
        Scene scene = Scene.open("gate.reference.age.max.seconds", "60");
        scene.time += 61_000_000_000L;
        assertThat(reasons(scene.order(Side.BUY, Scene.ACME, 1))).containsExactly(ReasonCode.STALE_REFERENCE);
    }

    @Test
    void shouldJudgeAReducedOrderOnceMore() {
        Scene scene = Scene.open();
        scene.policy.ruling = facts -> facts.order().getQuantity() > 10
                ? new Ruling(Verdict.REDUCE, 10.7, List.of(new Reason(ReasonCode.POLICY_REDUCED, "size", 100, 10)))
                : new Ruling(Verdict.ALLOW, 0, List.of());
        DecisionRecord record = scene.order(Side.BUY, Scene.ACME, 100);

        assertThat(record.decision().verdict()).isEqualTo(Verdict.REDUCE);
        assertThat(record.decision().quantity()).isEqualTo(Quantity.ofShares(10));
        assertThat(((VenueCommand.NewOrder) scene.sent.get(0)).quantity()).isEqualTo(Quantity.ofShares(10));

        scene.policy.ruling = facts -> new Ruling(Verdict.REDUCE, 10, List.of());
        assertThat(reasons(scene.order(Side.BUY, Scene.ACME, 100))).contains(ReasonCode.REDUCED_STILL_DENIED);
    }

    @Test
    void shouldApplyASplitInWholeSharesAndPayTheRest() {
        Scene scene = Scene.open();
        DecisionRecord order = scene.order(Side.BUY, Scene.ACME, 101);
        scene.fill(order, 101, 100);
        double before = scene.equity();
        // 3 for 2: 151.5 shares at 66.66666666; the half share becomes money
        scene.on(new EngineEvent.CorporateActionApplied(scene.time, Scene.ACME, Scene.DAY, 3, 2, new Price(0)));

        assertThat(scene.held(Scene.ACME)).isEqualTo(151);
        assertThat(scene.equity()).isCloseTo(before, org.assertj.core.data.Offset.offset(1e-4));
    }

    @Test
    void shouldPayDividendsToLongsAndChargeShorts() {
        Scene scene = Scene.open();
        scene.fill(scene.order(Side.BUY, Scene.ACME, 100), 100, 100);
        scene.fill(scene.order(Side.SELL, Scene.BOLT, 100), 100, 50);
        double before = scene.equity();
        scene.on(new EngineEvent.CorporateActionApplied(scene.time, Scene.ACME, Scene.DAY, 1, 1, Price.of(0.5)));
        scene.on(new EngineEvent.CorporateActionApplied(scene.time, Scene.BOLT, Scene.DAY, 1, 1, Price.of(0.2)));

        assertThat(scene.equity()).isEqualTo(before + 50 - 20);
    }

    @Test
    void shouldNotLetAQuestionLeaveTracesInTheNextDecision() {
        List<String> chains = new ArrayList<>();
        for (boolean asked : new boolean[] {false, true}) {
            Scene scene = Scene.open();
            scene.policy.ruling = facts -> {
                facts.limits().setNameMax(0.5); // as a pack does
                return new Ruling(Verdict.ALLOW, 0, List.of());
            };
            scene.on(new EngineEvent.KillRequested(scene.time, Scope.GLOBAL, "olga", "drill"));
            scene.on(new EngineEvent.ResumeRequested(scene.time, Scope.GLOBAL, "olga"));
            if (asked) {
                scene.engine.tryOut(Scene.request("dry", Side.BUY, Scene.ACME, 1));
            }
            scene.on(new EngineEvent.KillRequested(scene.time, Scope.GLOBAL, "olga", "drill"));
            DecisionRecord denied = scene.order(Side.BUY, Scene.ACME, 1);
            assertThat(reasons(denied)).containsExactly(ReasonCode.KILLED);
            chains.add(denied.chain());
        }
        assertThat(chains.get(1)).isEqualTo(chains.get(0));
    }

    @Test
    void shouldKnowWhoClosedALatchAndWhen() {
        Scene scene = Scene.open();
        scene.time += 5;
        scene.on(new EngineEvent.ReduceOnlyRequested(scene.time, Scope.GLOBAL, "olga", "looks odd"));
        long first = scene.position;
        scene.time += 5;
        scene.on(new EngineEvent.ReduceOnlyRequested(scene.time, Scope.GLOBAL, "paul", "odd indeed"));
        assertThat(scene.engine.books().trading().latches())
                .containsOnly(Map.entry(
                        Scope.GLOBAL,
                        new TradingStates.Latch(TradingState.REDUCE_ONLY, scene.time - 5, first, "olga", "looks odd")));

        scene.on(new EngineEvent.KillRequested(scene.time, Scope.GLOBAL, "paul", "it is"));
        TradingStates.Latch killed =
                new TradingStates.Latch(TradingState.KILLED, scene.time, scene.position, "paul", "it is");
        assertThat(scene.engine.books().trading().latches()).containsEntry(Scope.GLOBAL, killed);

        Engine restored = new Engine(new Scene.Policy());
        restored.restore(Scene.reader(Scene.stateOf(scene.engine)));
        assertThat(restored.books().trading().latches()).containsEntry(Scope.GLOBAL, killed);

        scene.on(new EngineEvent.ResumeRequested(scene.time, Scope.GLOBAL, "olga"));
        assertThat(scene.engine.books().trading().latches()).isEmpty();
    }

    @Test
    void shouldNameWhoTouchedTheKillFlagOnceThatIsKnown() {
        Scene scene = Scene.open();
        scene.on(new EngineEvent.KillRequested(
                scene.time, Scope.GLOBAL, EngineEvent.KillRequested.FLAG_FILE, "data/kill/global"));
        long flag = scene.position;
        long since = scene.time;
        assertThat(latch(scene).by()).isEqualTo("flag-file");

        scene.time += 5;
        scene.on(new EngineEvent.ReduceOnlyRequested(scene.time, Scope.GLOBAL, "olga", "weaker, so no word about it"));
        assertThat(latch(scene).by()).isEqualTo("flag-file");
        scene.on(new EngineEvent.KillRequested(scene.time, Scope.GLOBAL, "paul", "drill"));
        TradingStates.Latch known = new TradingStates.Latch(TradingState.KILLED, since, flag, "paul", "drill");
        assertThat(latch(scene)).isEqualTo(known);
        scene.on(new EngineEvent.KillRequested(scene.time, Scope.GLOBAL, "olga", "me too"));
        assertThat(latch(scene)).isEqualTo(known);
    }

    private static TradingStates.Latch latch(Scene scene) {
        return scene.engine.books().trading().latches().get(Scope.GLOBAL);
    }

    @Test
    void shouldKnowItsSessionAndByWhomItsPackWasActivated() {
        Scene scene = Scene.open();
        PackHash pack = new PackHash("ab".repeat(16));
        scene.on(new EngineEvent.PackStaged(scene.time, pack, "p", 0, 1, new byte[] {1}));
        scene.time += 7;
        scene.on(new EngineEvent.PackActivated(scene.time, pack, "olga"));
        long position = scene.position;
        scene.view(Scene.ACME, 99);

        Scene.Policy policy = new Scene.Policy();
        policy.staged.put(pack, new byte[] {1});
        Engine restored = new Engine(policy);
        restored.restore(Scene.reader(Scene.stateOf(scene.engine)));
        for (Engine engine : List.of(scene.engine, restored)) {
            assertThat(engine.books().session().id()).isEqualTo("T1");
            assertThat(engine.books().session().policyVersion()).isEqualTo("test");
            assertThat(engine.books().session().sinceNanos()).isEqualTo(1_000_000_000L);
            assertThat(engine.books().activation().by()).isEqualTo("olga");
            assertThat(engine.books().activation().sinceNanos()).isEqualTo(scene.time);
            assertThat(engine.books().activation().position()).isEqualTo(position);
        }
    }

    @Test
    void shouldCarryWhatOfficersDidThroughASnapshot() {
        Scene scene = Scene.open();
        List<Object> before = Scene.stateOf(scene.engine);
        ApprovalRequest request = new ApprovalRequest(
                RequestId.of("R1"), "flatten", "global", "sell all", "ann", "a drill", scene.time, Long.MAX_VALUE);
        scene.on(new EngineEvent.ApprovalRequested(scene.time, request));
        Engine restored = new Engine(new Scene.Policy());
        restored.restore(Scene.reader(Scene.stateOf(scene.engine)));
        assertThat(restored.books().approvals().waiting(scene.time)).containsExactly(request);
        assertThat(restored.books().approvals().nextId()).hasToString("R2");

        EngineEvent.LimitTightened lowered =
                new EngineEvent.LimitTightened(scene.time, "grossMax", "global", 0.5, Long.MAX_VALUE, "ann", "news");
        scene.on(lowered);
        restored.restore(Scene.reader(Scene.stateOf(scene.engine)));
        assertThat(restored.books().tightenings().inForce(scene.time)).containsExactly(lowered);

        // written before anybody could ask for anything
        restored.restore(Scene.reader(before));
        assertThat(restored.books().approvals().isUntouched()).isTrue();
    }

    @Test
    void shouldKillWhenAWatchRuleSaysSoThoughNobodySendsAnOrder() {
        Scene scene = Scene.open();
        scene.fill(scene.order(Side.BUY, Scene.ACME, 5000), 5000, 100);
        scene.policy.watching = facts -> facts.account().getDrawdown() > 0.1
                ? new WatchRuling(
                        List.of(),
                        List.of(new WatchRuling.Action(
                                Scope.GLOBAL,
                                TradingState.KILLED,
                                new Reason(ReasonCode.POLICY_DENIED, "drawdown-kill", 0.2, 0.1))))
                : WatchRuling.NONE;
        scene.view(Scene.ACME, 75);

        assertThat(scene.engine.books().trading().of(Scope.GLOBAL)).isEqualTo(TradingState.KILLED);
        assertThat(scene.log).last().isInstanceOf(EngineEvent.TradingStateChanged.class);
    }

    @Test
    void shouldAskTheVenueAboutOrdersThatARestartLostSightOf() {
        Scene scene = Scene.open();
        DecisionRecord order = scene.order(Side.BUY, Scene.ACME, 100);
        scene.start();

        assertThat(scene.sent).last().isEqualTo(new VenueCommand.QueryOrder(order.orderId(), scene.time));
        assertThat(reasons(scene.order(Side.BUY, Scene.BOLT, 1))).containsExactly(ReasonCode.REDUCE_ONLY);

        scene.report(new VenueReport.Unsent(order.orderId(), "never left", scene.time));
        assertThat(scene.order(Side.BUY, Scene.BOLT, 1).decision().verdict()).isEqualTo(Verdict.ALLOW);
    }

    @Test
    void shouldLoseSightOfWorkingOrdersWithTheLinkAndAskForThemOnceItIsBack() {
        Scene scene = Scene.open();
        DecisionRecord working = scene.order(Side.BUY, Scene.ACME, 100);
        scene.accept(working.orderId());
        DecisionRecord done = scene.order(Side.BUY, Scene.BOLT, 100);
        scene.fill(done, 100, 50);
        scene.sent.clear();

        scene.on(new EngineEvent.VenueLinkChanged(scene.time, Scene.VENUE, false));

        assertThat(stateOf(scene, working)).isEqualTo(OrderState.UNRESOLVED);
        assertThat(stateOf(scene, done)).isEqualTo(OrderState.FILLED);
        assertThat(scene.sent).isEmpty();
        DecisionRecord denied = scene.order(Side.BUY, Scene.BOLT, 1);
        assertThat(denied.decision().reasons()).extracting(Reason::code).containsExactly(ReasonCode.REDUCE_ONLY);

        scene.on(new EngineEvent.VenueLinkChanged(scene.time, Scene.VENUE, true));

        assertThat(scene.sent).containsExactly(new VenueCommand.QueryOrder(working.orderId(), scene.time));
        scene.accept(working.orderId());
        assertThat(stateOf(scene, working)).isEqualTo(OrderState.ACCEPTED);
        assertThat(scene.order(Side.BUY, Scene.BOLT, 1).decision().verdict()).isEqualTo(Verdict.ALLOW);
    }

    @Test
    void shouldGoOnAtOnceWhenTheLinkFlapsAndNothingWasWorking() {
        Scene scene = Scene.open();
        scene.on(new EngineEvent.VenueLinkChanged(scene.time, Scene.VENUE, false));
        scene.on(new EngineEvent.VenueLinkChanged(scene.time, Scene.VENUE, true));

        assertThat(scene.order(Side.BUY, Scene.ACME, 1).decision().verdict()).isEqualTo(Verdict.ALLOW);
    }

    private static OrderState stateOf(Scene scene, DecisionRecord order) {
        return scene.engine.books().orders().find(order.orderId()).state();
    }

    @Test
    void shouldSayBehindItsDecisionThatAKilledOrderIsWithdrawn() {
        Scene scene = Scene.open();
        var kill = new EngineEvent.KillRequested(scene.time, Scope.GLOBAL, "olga", "drill");
        assertThat(withdrawalReason(scene, kill)).isEqualTo("kill of global");
    }

    @Test
    void shouldWithdrawWhatSomebodyCancelsBeforeItsDecisionIsRecorded() {
        Scene scene = Scene.open();
        var cancel = new EngineEvent.CancelRequested(scene.time, ClientOrderId.of("T1-1"), "olga");
        assertThat(withdrawalReason(scene, cancel)).isEqualTo("cancel requested");
    }

    @Test
    void shouldWithdrawWhatASplitOvertakes() {
        Scene scene = Scene.open();
        var split = new EngineEvent.CorporateActionApplied(scene.time, Scene.ACME, Scene.DAY, 3, 2, new Price(0));
        assertThat(withdrawalReason(scene, split)).isEqualTo("split of ACME, 3 for 2");
    }

    @Test
    void shouldWithdrawWhatWouldRaiseAPositionThatHasLeftTheUniverse() {
        Scene scene = Scene.open();
        var gone = new EngineEvent.InstrumentDefined(scene.time, Scene.ACME, "Industrials", false);
        assertThat(withdrawalReason(scene, gone)).isEqualTo("ACME left the universe");
    }

    @Test
    void shouldWithdrawWhatAWatchRuleKills() {
        Scene scene = Scene.open();
        scene.policy.watching = facts -> new WatchRuling(
                List.of(),
                List.of(new WatchRuling.Action(
                        Scope.GLOBAL, TradingState.KILLED, new Reason(ReasonCode.POLICY_DENIED, "feed-kill", 1, 0))));
        var linkLost = new EngineEvent.VenueLinkChanged(scene.time, Scene.VENUE, false);
        assertThat(withdrawalReason(scene, linkLost)).isEqualTo("kill of global");
    }

    @Test
    void shouldWithdrawWhatAnOverfillStops() {
        Scene scene = Scene.open();
        Fill stray = new Fill(
                ExecId.of("E1"),
                ClientOrderId.of("nobody-knows"),
                Scene.BOLT,
                Side.BUY,
                Quantity.ofShares(1),
                Price.of(50),
                Scene.usd(0),
                scene.time);
        var overfill = new EngineEvent.VenueReported(scene.time, Scene.VENUE, new VenueReport.Filled(stray));
        assertThat(withdrawalReason(scene, overfill)).isEqualTo("kill of global");
    }

    @Test
    void shouldWithdrawWhatTheProcessBeforeDecidedAndDidNotRecord() {
        Scene scene = Scene.open();
        var restart = new EngineEvent.SessionStarted(
                scene.time, "T2", EngineEvent.SessionKind.LIVE, Engine.VERSION, "test", Scene.usd(1), new TreeMap<>());
        assertThat(withdrawalReason(scene, restart)).isEqualTo("session T2 began");
        assertThat(scene.engine.books().trading().recovering()).isFalse();
    }

    @Test
    void shouldWithdrawNothingWhoseDecisionIsRecorded() {
        Scene scene = Scene.open();
        DecisionRecord order = scene.order(Side.BUY, Scene.ACME, 100);
        scene.on(new EngineEvent.KillRequested(scene.time, Scope.GLOBAL, "olga", "drill"));

        assertThat(scene.sent).last().isEqualTo(new VenueCommand.CancelOrder(order.orderId(), scene.time));
        assertThat(scene.log).noneMatch(EngineEvent.OrderWithdrawn.class::isInstance);
    }

    /** Lets an event overtake the decision on a purchase of ACME; checks what must follow whatever the event was. */
    private static String withdrawalReason(Scene scene, EngineEvent event) {
        scene.onUnrecorded(new EngineEvent.OrderRequested(scene.time, scene.request(Side.BUY, Scene.ACME, 100)));
        scene.onUnrecorded(event);
        scene.record();

        ClientOrderId order = scene.decisions.get(0).orderId();
        assertThat(scene.engine.books().orders().find(order).state()).isEqualTo(OrderState.UNSENT);
        assertThat(scene.engine.books().portfolio().position(Scene.ACME).pendingBuyRaw())
                .isZero();
        assertThat(scene.sent).isEmpty();
        List<EngineEvent> ofOrder = scene.log.stream()
                .filter(each -> each instanceof EngineEvent.GateDecided || each instanceof EngineEvent.OrderWithdrawn)
                .toList();
        assertThat(ofOrder).hasSize(2);
        assertThat(ofOrder.get(0)).isEqualTo(new EngineEvent.GateDecided(scene.time, scene.decisions.get(0)));
        EngineEvent.OrderWithdrawn withdrawn = (EngineEvent.OrderWithdrawn) ofOrder.get(1);
        assertThat(withdrawn.orderId()).isEqualTo(order);
        assertThat(withdrawn.timeNanos()).isEqualTo(scene.time);
        return withdrawn.reason();
    }

    @Test
    void shouldHashANumberThatIsNoneAlikeWhateverBitsTheProcessorGaveIt() {
        Scene scene = Scene.open();
        DecisionRecord record = scene.order(Side.BUY, Scene.ACME, 100);
        record.facts()[0] = Double.NaN;
        String expected = new DecisionChain().next(DecisionChain.GENESIS, record);
        record.facts()[0] = Double.longBitsToDouble(0xFFF8_0000_0000_0000L);
        assertThat(new DecisionChain().next(DecisionChain.GENESIS, record)).isEqualTo(expected);
    }

    @Test
    void shouldLinkEveryDecisionToTheOneBefore() {
        Scene scene = Scene.open();
        for (int i = 0; i < 5; i++) {
            scene.order(Side.BUY, Scene.ACME, 1 + i);
        }
        DecisionChain chain = new DecisionChain();
        String head = DecisionChain.GENESIS;
        for (DecisionRecord record : scene.decisions) {
            assertThat(record.chain()).isEqualTo(chain.next(head, record));
            head = record.chain();
        }
        assertThat(chain.next(DecisionChain.GENESIS, scene.decisions.get(1)))
                .isNotEqualTo(scene.decisions.get(1).chain());
    }

    @Test
    void shouldTellThePolicyRingThatAPackIsJudgedByItsReferenceAlone() {
        Scene scene = Scene.open();
        PackHash pack = new PackHash("cd".repeat(16));
        scene.on(new EngineEvent.PackFellBack(scene.time, pack, "second-opinion", "they differ"));
        assertThat(scene.policy.fellBack).containsExactly(pack);
    }

    @Test
    void shouldCarryTheSameStateThroughASnapshot() {
        Scene scene = Scene.open();
        scene.policy.stage(new PackHash("a".repeat(32)), "p", new byte[] {1});
        scene.on(new EngineEvent.PackActivated(scene.time, new PackHash("a".repeat(32)), "olga"));
        scene.fill(scene.order(Side.BUY, Scene.ACME, 100), 40, 100);
        scene.on(new EngineEvent.SignalBatch(scene.time, Scene.ACME, List.of(signal(Scene.ACME, 0.6))));
        List<Object> state = Scene.stateOf(scene.engine);

        Scene restored = new Scene();
        restored.policy.staged.putAll(scene.policy.staged);
        restored.engine.restore(Scene.reader(state));

        assertThat(Scene.stateOf(restored.engine)).isEqualTo(state);
        assertThat(restored.policy.active).isEqualTo(new PackHash("a".repeat(32)));
    }

    @Test
    void shouldTradeTowardsWhatTheAgentsSayAtAnInstant() {
        Scene scene = Scene.open();
        scene.on(new EngineEvent.SignalBatch(scene.time, Scene.ACME, List.of(signal(Scene.ACME, 0.6))));
        assertThat(scene.decisions).isEmpty();
        scene.tick(EngineEvent.Phase.INSTANT);

        assertThat(scene.decisions).hasSize(1);
        DecisionRecord record = scene.decisions.get(0);
        assertThat(record.side()).isEqualTo(Side.BUY);
        // 4 % a year / sqrt(252) / sqrt(40) / 1 % a day = 3.98 % of a million at 100
        assertThat(record.requested()).isEqualTo(Quantity.ofShares(398));
        assertThat(record.limit()).isEqualTo(Price.of(103));
    }

    @Test
    void shouldExitWhatNobodySpeaksForAndHoldWhenNobodySpeaksAtAll() {
        Scene scene = Scene.open();
        scene.fill(scene.order(Side.BUY, Scene.BOLT, 100), 100, 50);
        scene.tick(EngineEvent.Phase.INSTANT);
        assertThat(scene.decisions).hasSize(1);

        scene.on(new EngineEvent.SignalBatch(scene.time, Scene.ACME, List.of(signal(Scene.ACME, 0.6))));
        scene.tick(EngineEvent.Phase.INSTANT);
        assertThat(scene.decisions.get(1).instrument()).isEqualTo(Scene.BOLT);
        assertThat(scene.decisions.get(1).side()).isEqualTo(Side.SELL);
        assertThat(scene.decisions.get(1).requested()).isEqualTo(Quantity.ofShares(100));
    }

    @Test
    void shouldChargeBorrowForEveryNightUntilTheNextSession() {
        Scene scene = Scene.open();
        scene.on(new EngineEvent.BorrowUpdated(scene.time, Scene.ACME, Quantity.ofShares(1_000), 3.6));
        DecisionRecord sold = scene.order(Side.SELL, Scene.ACME, 1_000);
        scene.fill(sold, 1_000, 100);
        double before = scene.equity();
        LocalDate thursday = LocalDate.of(2014, 3, 6);
        scene.on(new EngineEvent.ClockTick(scene.time, EngineEvent.Phase.DAY_ROLL, thursday));
        // 100,000 short at 3.6 per cent on 360 days is 10 a night
        assertThat(before - scene.equity()).isEqualTo(10);
        scene.on(new EngineEvent.ClockTick(scene.time, EngineEvent.Phase.DAY_ROLL, thursday.plusDays(1)));
        assertThat(before - scene.equity()).isEqualTo(40);
    }

    @Test
    void shouldCancelWhatWouldRaiseAPositionThatHasLeftTheUniverse() {
        Scene scene = Scene.open();
        scene.fill(scene.order(Side.BUY, Scene.BOLT, 100), 100, 50);
        DecisionRecord entry = scene.order(Side.BUY, Scene.ACME, 100);
        DecisionRecord exit = scene.order(Side.SELL, Scene.BOLT, 100);
        scene.on(new EngineEvent.InstrumentDefined(scene.time, Scene.ACME, "Industrials", false));
        scene.on(new EngineEvent.InstrumentDefined(scene.time, Scene.BOLT, "Industrials", false));

        assertThat(scene.sent)
                .contains(new VenueCommand.CancelOrder(entry.orderId(), scene.time))
                .doesNotContain(new VenueCommand.CancelOrder(exit.orderId(), scene.time));
    }

    @Test
    void shouldRefuseALogWhoseTimeGoesBackwards() {
        Scene scene = Scene.open();
        scene.time -= 1;
        assertThatThrownBy(() -> scene.view(Scene.ACME, 1)).hasMessageContaining("went backwards");
    }

    @Test
    void shouldRefuseALogThatDoesNotBeginWithASession() {
        Scene scene = new Scene();
        assertThatThrownBy(() -> scene.define(Scene.ACME, "none")).hasMessageContaining("SessionStarted");
    }

    private static Signal signal(InstrumentId instrument, double probability) {
        return new Signal(AgentId.of("top-performers"), instrument, 1, 21, Direction.LONG, probability, 80, 400, "1");
    }

    private static List<ReasonCode> reasons(DecisionRecord record) {
        assertThat(record.decision().verdict()).isEqualTo(Verdict.DENY);
        return record.decision().reasons().stream().map(Reason::code).toList();
    }
}
