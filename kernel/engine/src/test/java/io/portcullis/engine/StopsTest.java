package io.portcullis.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.engine.gate.WatchRuling;
import io.portcullis.engine.order.OrderState;
import io.portcullis.engine.order.TrackedOrder;
import io.portcullis.model.event.EngineEvent;
import io.portcullis.model.gate.DecisionRecord;
import io.portcullis.model.gate.Reason;
import io.portcullis.model.gate.ReasonCode;
import io.portcullis.model.gate.Scope;
import io.portcullis.model.gate.TradingState;
import io.portcullis.model.id.AgentId;
import io.portcullis.model.id.ClientOrderId;
import io.portcullis.model.id.InstrumentId;
import io.portcullis.model.order.Side;
import io.portcullis.model.order.VenueCommand;
import io.portcullis.model.order.VenueReport;
import io.portcullis.model.signal.Direction;
import io.portcullis.model.signal.Signal;
import io.portcullis.model.value.Quantity;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a kill, a reduce-only, a flatten and a silence stop, scope by scope. */
class StopsTest {
    private static final long SECOND = 1_000_000_000L;

    @ParameterizedTest
    @ValueSource(strings = {"global", "venue:simulated", "account:main", "sector:Industrials", "instrument:ACME"})
    void shouldStopWhatIsInTheScopeAndWithdrawIt(String scope) {
        Scene scene = Scene.open();
        DecisionRecord working = scene.order(Side.BUY, Scene.ACME, 100);
        scene.accept(working.orderId());
        kill(scene, scope);

        assertThat(cancelled(scene)).containsExactly(working.orderId());
        assertThat(code(scene.order(Side.BUY, Scene.ACME, 100))).isEqualTo(ReasonCode.KILLED);
        resume(scene, scope);
        assertThat(scene.order(Side.BUY, Scene.ACME, 100).decision().passes()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"venue:other", "account:other", "sector:Energy", "instrument:BOLT", "agent:value"})
    void shouldLeaveAloneWhatIsNotInTheScope(String scope) {
        Scene scene = Scene.open();
        scene.accept(scene.order(Side.BUY, Scene.ACME, 100).orderId());
        kill(scene, scope);

        assertThat(cancelled(scene)).isEmpty();
        assertThat(scene.order(Side.BUY, Scene.ACME, 100).decision().passes()).isTrue();
    }

    @Test
    void shouldLetAKilledAgentVoteNoMore() {
        Scene scene = Scene.open();
        kill(scene, "agent:value");
        speak(scene, Scene.ACME, "value");
        scene.tick(EngineEvent.Phase.INSTANT);
        assertThat(scene.decisions).as("only the killed one spoke").isEmpty();

        speak(scene, Scene.ACME, "value", "macro");
        scene.tick(EngineEvent.Phase.INSTANT);
        assertThat(scene.decisions).hasSize(1);
        assertThat(order(scene, 0).whose().agents()).containsExactly(AgentId.of("macro"));
    }

    @Test
    void shouldWithdrawWhatAKilledAgentAloneStandsBehind() {
        Scene scene = Scene.open();
        speak(scene, Scene.ACME, "value");
        speak(scene, Scene.BOLT, "macro", "value");
        scene.tick(EngineEvent.Phase.INSTANT);
        ClientOrderId alone = decided(scene, Scene.ACME);
        ClientOrderId together = decided(scene, Scene.BOLT);
        scene.accept(alone);
        scene.accept(together);

        kill(scene, "agent:value");
        assertThat(cancelled(scene)).containsExactly(alone);
        kill(scene, "agent:macro");
        assertThat(cancelled(scene)).as("nobody stands behind it any more").containsExactly(alone, together);
        assertThat(scene.engine.books().trading().cancels(Scope.parse("agent:value")))
                .isEqualTo(2);
        assertThat(scene.engine.books().stops().working(Scope.parse("agent:value")))
                .extracting(TrackedOrder::id)
                .containsExactly(alone, together);
    }

    @Test
    void shouldKeepScopesAndTheirCountsThroughASnapshot() {
        Scene scene = Scene.open();
        speak(scene, Scene.ACME, "value");
        scene.tick(EngineEvent.Phase.INSTANT);
        scene.accept(decided(scene, Scene.ACME));
        kill(scene, "agent:value");
        scene.on(new EngineEvent.ReduceOnlyRequested(
                scene.time, Scope.parse("sector:Industrials"), "olga", "looks odd"));
        List<Object> state = Scene.stateOf(scene.engine);

        Scene restored = new Scene();
        restored.engine.restore(Scene.reader(state));
        assertThat(Scene.stateOf(restored.engine)).isEqualTo(state);
        assertThat(restored.engine.books().trading().cancels(Scope.parse("agent:value")))
                .isEqualTo(1);
        restored.time = scene.time;
        restored.position = scene.position;
        assertThat(code(restored.order(Side.BUY, Scene.ACME, 100))).isEqualTo(ReasonCode.REDUCE_ONLY);
    }

    /** What only some states write must be the same whether it was ever read or not. */
    @ParameterizedTest
    @ValueSource(strings = {"0", "60"})
    void shouldGoOnAlikeFromASnapshotInWhichNothingWasShutOrOpen(String marketLossSeconds) {
        Scene scene = Scene.open("safety.market.loss.seconds", marketLossSeconds);
        Scene restored = new Scene();
        restored.engine.restore(Scene.reader(Scene.stateOf(scene.engine)));
        restored.time = scene.time;
        restored.position = scene.position;
        for (Scene each : List.of(scene, restored)) {
            each.accept(each.order(Side.BUY, Scene.ACME, 100).orderId());
        }
        assertThat(Scene.stateOf(restored.engine)).isEqualTo(Scene.stateOf(scene.engine));
    }

    @Test
    void shouldCancelOnceMoreWhatAnEarlierProcessMayNotHaveCancelled() {
        Scene scene = Scene.open();
        ClientOrderId order = scene.order(Side.BUY, Scene.ACME, 100).orderId();
        scene.accept(order);
        kill(scene, "instrument:ACME");
        assertThat(cancelled(scene)).containsExactly(order);
        scene.start(); // the process was killed in between: nobody knows whether the cancel ever left
        scene.tick(EngineEvent.Phase.SECOND);
        assertThat(cancelled(scene)).containsExactly(order, order);
        scene.accept(order);
        scene.tick(EngineEvent.Phase.SECOND);
        assertThat(cancelled(scene)).hasSize(2);
        assertThat(scene.engine.books().stops().working(Scope.parse("instrument:ACME")))
                .hasSize(1);
        scene.report(new VenueReport.Canceled(order, "by us", scene.time));
        assertThat(scene.engine.books().stops().working(Scope.parse("instrument:ACME")))
                .isEmpty();
    }

    @Test
    void shouldFlattenAScopeAlsoWhereItIsKilled() {
        Scene scene = Scene.open();
        scene.fill(scene.order(Side.BUY, Scene.ACME, 100), 100, 100);
        scene.on(new EngineEvent.BorrowUpdated(scene.time, Scene.BOLT, Quantity.ofShares(1_000), 1));
        scene.fill(scene.order(Side.SELL, Scene.BOLT, 50), 50, 50);
        kill(scene, "global");
        assertThat(code(scene.order(Side.SELL, Scene.ACME, 100))).isEqualTo(ReasonCode.KILLED);
        int before = scene.decisions.size();

        flatten(scene, "global");

        List<DecisionRecord> exits = scene.decisions.subList(before, scene.decisions.size());
        assertThat(exits).hasSize(2).allMatch(exit -> exit.decision().passes() && exit.reducing());
        assertThat(exits).extracting(exit -> exit.trader().value()).containsOnly("flatten");
        assertThat(exits).allMatch(exit -> exit.key().startsWith("flatten-" + exit.causePosition() + "-"));
        scene.fill(exits.get(0), 100, 100);
        scene.fill(exits.get(1), 50, 50);
        assertThat(scene.held(Scene.ACME)).isZero();
        assertThat(scene.held(Scene.BOLT)).isZero();
        flatten(scene, "global");
        assertThat(scene.decisions).as("nothing is left to close").hasSize(before + 2);
    }

    @Test
    void shouldShutAScopeForEntriesBeforeItIsFlattenedAndWithdrawThem() {
        Scene scene = Scene.open();
        scene.fill(scene.order(Side.BUY, Scene.ACME, 100), 100, 100);
        ClientOrderId entry = scene.order(Side.BUY, Scene.ACME, 10).orderId();
        ClientOrderId exit = scene.order(Side.SELL, Scene.ACME, 60).orderId();
        scene.accept(entry);
        scene.accept(exit);

        flatten(scene, "instrument:ACME");

        assertThat(scene.engine.books().trading().of(Scope.parse("instrument:ACME")))
                .isEqualTo(TradingState.REDUCE_ONLY);
        assertThat(cancelled(scene)).containsExactly(entry);
        DecisionRecord rest = scene.decisions.get(scene.decisions.size() - 1);
        assertThat(rest.requested().toDouble()).as("what no order closes yet").isEqualTo(40);
        assertThat(code(scene.order(Side.BUY, Scene.ACME, 1))).isEqualTo(ReasonCode.REDUCE_ONLY);
        assertThat(scene.order(Side.BUY, Scene.BOLT, 1).decision().passes()).isTrue();
    }

    @Test
    void shouldWithdrawTheExitsOfAFlattenWhenSomebodyKillsAfterIt() {
        Scene scene = Scene.open();
        scene.fill(scene.order(Side.BUY, Scene.ACME, 100), 100, 100);
        flatten(scene, "sector:Industrials");
        ClientOrderId exit = scene.decisions.get(scene.decisions.size() - 1).orderId();
        scene.accept(exit);
        kill(scene, "global");
        assertThat(cancelled(scene)).containsExactly(exit);
    }

    @Test
    void shouldLetAWatchRuleShutAnyScope() {
        Scene scene = Scene.open();
        Scope sector = Scope.parse("sector:Industrials");
        scene.policy.watching = facts -> new WatchRuling(
                List.of(),
                List.of(new WatchRuling.Action(
                        sector, TradingState.KILLED, new Reason(ReasonCode.POLICY_DENIED, "sector-kill", 2, 1))));
        scene.tick(EngineEvent.Phase.SECOND);
        assertThat(scene.engine.books().trading().of(sector)).isEqualTo(TradingState.KILLED);
        assertThat(code(scene.order(Side.BUY, Scene.ACME, 1))).isEqualTo(ReasonCode.KILLED);
    }

    @Test
    void shouldDoNothingOnADrill() {
        Scene scene = Scene.open();
        scene.accept(scene.order(Side.BUY, Scene.ACME, 100).orderId());
        List<Object> before = Scene.stateOf(scene.engine);
        scene.on(new EngineEvent.KillDrilled(scene.time, Scope.GLOBAL, "olga", "drill"));
        assertThat(Scene.stateOf(scene.engine)).isEqualTo(before);
        assertThat(scene.engine.books().stops().working(Scope.GLOBAL)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"venue, venue:simulated, KILLED", "agent, agent:value, KILLED", "market, global, REDUCE_ONLY"})
    void shouldShutTheScopeOfWhoeverIsSilentForTooLongAndKeepItShut(String who, String scope, TradingState expected) {
        Scene scene = Scene.open("safety." + who + ".loss.seconds", "30");
        scene.tick(EngineEvent.Phase.OPEN);
        silence(scene, who, true);
        scene.time += 30 * SECOND;
        scene.tick(EngineEvent.Phase.SECOND);
        assertThat(state(scene, scope)).as("not yet").isEqualTo(TradingState.NORMAL);
        scene.time += SECOND;
        scene.tick(EngineEvent.Phase.SECOND);
        assertThat(state(scene, scope)).isEqualTo(expected);
        assertThat(scene.engine
                        .books()
                        .trading()
                        .latches()
                        .get(Scope.parse(scope))
                        .reason())
                .contains("silent for more than 30 s");
        silence(scene, who, false);
        scene.tick(EngineEvent.Phase.SECOND);
        assertThat(state(scene, scope)).as("only a person opens it again").isEqualTo(expected);
        resume(scene, scope);
        scene.tick(EngineEvent.Phase.SECOND);
        assertThat(state(scene, scope)).isEqualTo(TradingState.NORMAL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"venue", "agent", "market"})
    void shouldForgetASilenceThatEndsInTime(String who) {
        Scene scene = Scene.open("safety." + who + ".loss.seconds", "30");
        scene.tick(EngineEvent.Phase.OPEN);
        for (int i = 0; i < 5; i++) {
            silence(scene, who, true);
            scene.time += 20 * SECOND;
            scene.tick(EngineEvent.Phase.SECOND);
            silence(scene, who, false);
        }
        assertThat(scene.engine.books().trading().latches()).isEmpty();
    }

    private static void silence(Scene scene, String who, boolean silent) {
        switch (who) {
            case "venue" -> scene.on(new EngineEvent.VenueLinkChanged(scene.time, Scene.VENUE, !silent));
            case "agent" ->
                scene.on(new EngineEvent.AgentQuarantined(scene.time, AgentId.of("value"), silent, "it hangs"));
            default -> {
                if (!silent) {
                    scene.view(Scene.ACME, 100);
                }
            }
        }
    }

    private static TradingState state(Scene scene, String scope) {
        return scene.engine.books().trading().of(Scope.parse(scope));
    }

    private static void kill(Scene scene, String scope) {
        scene.on(new EngineEvent.KillRequested(scene.time, Scope.parse(scope), "olga", "drill"));
    }

    private static void resume(Scene scene, String scope) {
        scene.on(new EngineEvent.ResumeRequested(scene.time, Scope.parse(scope), "olga"));
    }

    private static void flatten(Scene scene, String scope) {
        scene.on(new EngineEvent.FlattenRequested(scene.time, Scope.parse(scope), "olga", "paul", "out"));
    }

    private static void speak(Scene scene, InstrumentId instrument, String... agents) {
        scene.on(new EngineEvent.SignalBatch(
                scene.time,
                instrument,
                List.of(agents).stream()
                        .map(agent ->
                                new Signal(AgentId.of(agent), instrument, 1, 21, Direction.LONG, 0.6, 80, 400, "1"))
                        .toList()));
    }

    private static ClientOrderId decided(Scene scene, InstrumentId instrument) {
        return scene.decisions.stream()
                .filter(each -> each.instrument().equals(instrument))
                .findFirst()
                .orElseThrow()
                .orderId();
    }

    private static TrackedOrder order(Scene scene, int index) {
        TrackedOrder order =
                scene.engine.books().orders().find(scene.decisions.get(index).orderId());
        assertThat(order.state()).isNotEqualTo(OrderState.DENIED);
        return order;
    }

    private static List<ClientOrderId> cancelled(Scene scene) {
        return scene.sent.stream()
                .filter(VenueCommand.CancelOrder.class::isInstance)
                .map(VenueCommand::orderId)
                .toList();
    }

    private static ReasonCode code(DecisionRecord record) {
        return record.decision().reasons().isEmpty()
                ? null
                : record.decision().reasons().get(0).code();
    }
}
