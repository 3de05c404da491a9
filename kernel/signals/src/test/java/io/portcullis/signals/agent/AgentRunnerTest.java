package io.portcullis.signals.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portcullis.model.event.EngineEvent.SignalBatch;
import io.portcullis.model.id.AgentId;
import io.portcullis.model.id.InstrumentId;
import io.portcullis.model.market.Bar;
import io.portcullis.model.market.MarketEvent;
import io.portcullis.model.signal.FeatureFrame;
import io.portcullis.model.signal.Signal;
import io.portcullis.signals.feature.Features;
import io.portcullis.spi.Agent;
import io.portcullis.spi.AgentInputs;
import io.portcullis.spi.AgentJudge;
import io.portcullis.spi.SignalSink;
import io.portcullis.testkit.Bars;
import io.portcullis.testkit.FakeAgent;
import io.portcullis.testkit.Frames;
import io.portcullis.testkit.Signals;
import io.portcullis.testkit.TradingDays;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Both kinds of runner keep to this; what only threads can do is in {@link LiveAgentRunnerTest}. */
class AgentRunnerTest {
    static final List<LocalDate> DAYS = TradingDays.from(LocalDate.of(2024, 3, 4), 100);
    private static final Consumer<FeatureFrame> THROWS = frame -> {
        throw new IllegalStateException("broken on purpose");
    };

    private static final InstrumentId AAA = InstrumentId.of("AAA");

    private final Features features = new Features();
    private final List<SignalBatch> batches = new ArrayList<>();
    private final List<String> heard = new ArrayList<>();
    private final AgentRunner runner = newRunner(features, batches::add, new AgentListener() {
        @Override
        public void quarantined(AgentId agent, boolean quarantined, String reason) {
            heard.add(agent + (quarantined ? " out: " : " back: ") + reason);
        }
    });
    private int day = -1;

    AgentRunner newRunner(Features from, SignalConsumer consumer, AgentListener listener) {
        return AgentRunner.backTest(from, consumer, listener);
    }

    @AfterEach
    void closeRunner() {
        runner.close();
    }

    @Test
    void shouldBatchByInstrumentAndSortByAgent() {
        runner.add(FakeAgent.on("zeta", "close"));
        runner.add(FakeAgent.on("alpha", "bars"));
        nextDay("BBB", "AAA");
        assertThat(batches).extracting(batch -> batch.instrument().value()).containsExactly("AAA", "BBB");
        assertThat(batches.get(0).signals())
                .extracting(signal -> signal.agent().value())
                .containsExactly("alpha", "zeta");
        assertThat(batches.get(0).timeNanos()).isEqualTo(TradingDays.closeNanos(DAYS.get(0)));
    }

    @Test
    void shouldNotAskBeforeWarm() {
        runner.add(FakeAgent.with("slow", new AgentInputs(List.of("close"), Set.of(Bar.class), 5, 3, 1, true, 10_000)));
        nextDay("AAA");
        nextDay("AAA");
        assertThat(batches).isEmpty();
        assertThat(status("slow").state()).isEqualTo(AgentStatus.State.WARMING_UP);
        nextDay("AAA");
        assertThat(batches).hasSize(1);
        assertThat(status("slow").state()).isEqualTo(AgentStatus.State.ACTIVE);
    }

    @Test
    void shouldTellAnAgentTheEventsOfItsTypesBeforeItIsAskedAlsoWhileItWarmsUp() {
        FakeAgent agent =
                FakeAgent.with("ears", new AgentInputs(List.of("close"), Set.of(Bar.class), 5, 2, 1, true, 10_000));
        FakeAgent deaf = FakeAgent.on("deaf", "close");
        runner.add(agent);
        runner.add(deaf);
        MarketEvent first = nextDay("AAA").get(0);
        MarketEvent second = nextDay("AAA").get(0);
        assertThat(agent.events()).containsExactly(first, second);
        assertThat(deaf.events()).isEmpty();
    }

    @Test
    void shouldRefuseAnAgentThatAsksForAnUnknownFeature() {
        assertThatThrownBy(() -> runner.add(FakeAgent.on("odd", "moon.phase")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("moon.phase")
                .hasMessageContaining("momentum.252.21");
        assertThat(runner.status()).isEmpty();
    }

    @Test
    void shouldRefuseASecondAgentOfTheSameId() {
        runner.add(FakeAgent.on("one", "close"));
        assertThatThrownBy(() -> runner.add(FakeAgent.on("one", "bars"))).hasMessageContaining("already there");
    }

    @Test
    void shouldQuarantineAfterThreeFailuresInARowAndGoOnWithTheOthers() {
        runner.add(FakeAgent.on("bad", "close").misbehave(THROWS));
        runner.add(FakeAgent.on("good", "close"));
        for (int i = 0; i < 5; i++) {
            nextDay("AAA");
        }
        assertThat(heard).hasSize(1);
        assertThat(heard.get(0)).startsWith("bad out: 3 failures in a row").contains("broken on purpose");
        assertThat(status("bad").state()).isEqualTo(AgentStatus.State.QUARANTINED);
        assertThat(status("bad").calls()).isEqualTo(3);
        assertThat(batches).hasSize(5).allMatch(batch -> batch.signals().size() == 1);
    }

    @Test
    void shouldForgiveFailuresThatAreNotInARow() {
        FakeAgent agent = FakeAgent.on("moody", "close");
        runner.add(agent);
        for (int i = 0; i < 10; i++) {
            agent.misbehave(i % 3 == 2 ? null : THROWS);
            nextDay("AAA");
        }
        assertThat(heard).isEmpty();
        assertThat(status("moody").failures()).isEqualTo(7);
        assertThat(batches).hasSize(3);
    }

    @Test
    void shouldSurviveEvenAnError() {
        runner.add(FakeAgent.on("deep", "close").misbehave(frame -> {
            throw new StackOverflowError();
        }));
        nextDay("AAA");
        assertThat(status("deep").lastFailure()).contains("StackOverflowError");
    }

    @Test
    void shouldDropAllSignalsOfACallThatBrokeTheContract() {
        runner.add(new ForeignSignalAgent());
        nextDay("AAA", "BBB");
        assertThat(batches).isEmpty();
        assertThat(status("foreign").lastFailure()).contains("must not sign for somebody-else");
    }

    @Test
    void shouldTakeNoAnswerToACallThatIsOver() {
        AgentCall call = new AgentCall(
                AgentId.of("late"), 5, Frames.of("close").row("AAA", "none", 1).at(7));
        call.abstain(AAA, "in time");
        call.close();
        assertThatThrownBy(() -> call.abstain(AAA, "too late"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("late answers to a call that is over");
        assertThat(call.abstentions()).containsExactly("in time");
    }

    @Test
    void shouldAskAgainAfterARelease() {
        FakeAgent agent = FakeAgent.on("bad", "close").misbehave(THROWS);
        runner.add(agent);
        for (int i = 0; i < 3; i++) {
            nextDay("AAA");
        }
        agent.misbehave(null);
        runner.release(AgentId.of("bad"), "operator");
        nextDay("AAA");
        assertThat(batches).hasSize(1);
        assertThat(heard).last().isEqualTo("bad back: released by operator");
        assertThatThrownBy(() -> runner.release(AgentId.of("nobody"), "operator"))
                .hasMessageContaining("[bad]");
    }

    @Test
    void shouldHandTheMemoryOnToTheSuccessor() {
        runner.add(FakeAgent.on("one", "close"));
        nextDay("AAA");
        nextDay("AAA");
        FakeAgent successor = FakeAgent.on("one", "bars");
        runner.replace(successor);
        nextDay("AAA");
        assertThat(successor.framesSeen()).isEqualTo(3);
        assertThat(runner.remove(AgentId.of("one"))).isTrue();
        assertThat(runner.remove(AgentId.of("one"))).isFalse();
        FakeAgent third = FakeAgent.on("one", "bars");
        runner.add(third);
        nextDay("AAA");
        assertThat(third.framesSeen()).isEqualTo(4);
    }

    @Test
    void shouldNotLetTheSuccessorGoWhenThePredecessorLeavesAfterIt() {
        FakeAgent predecessor = FakeAgent.on("one", "close");
        FakeAgent successor = FakeAgent.on("one", "close");
        runner.add(predecessor);
        runner.replace(successor);
        assertThat(runner.remove(predecessor)).isFalse();
        assertThat(runner.status()).hasSize(1);
        assertThat(runner.remove(successor)).isTrue();
        assertThat(runner.status()).isEmpty();
    }

    @Test
    void shouldKeepAMemoryForAnAgentThatComesLater() {
        runner.add(FakeAgent.on("one", "close"));
        nextDay("AAA");
        SortedMap<AgentId, byte[]> snapshot = runner.snapshot();
        try (AgentRunner next = newRunner(features, batches::add, (agent, quarantined, reason) -> {})) {
            next.restore(snapshot);
            assertThat(next.snapshot()).containsOnlyKeys(AgentId.of("one"));
            FakeAgent late = FakeAgent.on("one", "close");
            next.add(late);
            next.onInstant(TradingDays.closeNanos(DAYS.get(day)), DAYS.get(day));
            assertThat(late.framesSeen()).isEqualTo(2);
        }
    }

    @Test
    void shouldStartAnAgentColdThatCannotReadItsMemory() {
        nextDay("AAA");
        nextDay("AAA");
        runner.add(FakeAgent.with("one", new AgentInputs(List.of("close"), Set.of(), 5, 2, 1, true, 10_000)));
        runner.restore(new TreeMap<>(Map.of(AgentId.of("one"), new byte[] {1})));
        nextDay("AAA");
        assertThat(status("one").state()).isEqualTo(AgentStatus.State.WARMING_UP);
        assertThat(status("one").lastFailure()).contains("4 bytes, got 1");
        nextDay("AAA");
        assertThat(batches).hasSize(1);
    }

    @Test
    void shouldCountAbstentionsByReason() {
        runner.add(FakeAgent.on("shy", "volatility.20d"));
        nextDay("AAA", "BBB");
        nextDay("AAA", "BBB");
        assertThat(batches).isEmpty();
        assertThat(status("shy").abstentions()).containsExactly(Map.entry("unknown volatility.20d", 4L));
    }

    /** Said on one day, heard before the next: nobody judges by what is not yet said. */
    @Test
    void shouldTellAJudgeWhatAllHaveSaidAndShowWhatItProposes() {
        JudgingAgent judge = new JudgingAgent();
        runner.add(judge);
        runner.add(FakeAgent.on("alpha", "close"));
        nextDay("AAA", "BBB");
        assertThat(judge.heard).isEmpty();
        assertThat(status("judge").proposedWeights()).isEmpty();
        nextDay("AAA", "BBB");
        assertThat(judge.heard).containsExactly("alpha AAA", "alpha BBB");
        assertThat(status("judge").proposedWeights()).isEqualTo(Map.of(AgentId.of("alpha"), 1.0));
        assertThat(status("alpha").proposedWeights()).isEmpty();
    }

    @Test
    void shouldShowHowFreshAnAgentsDataAre() {
        runner.add(new JudgingAgent());
        runner.add(FakeAgent.on("alpha", "close"));
        nextDay("AAA");
        assertThat(status("judge").dataAsOfNanos()).isEqualTo(42);
        assertThat(status("alpha").dataAsOfNanos())
                .as("nothing but features")
                .isEqualTo(TradingDays.closeNanos(DAYS.get(day)));
        assertThat(status("judge").totalMicros())
                .isGreaterThanOrEqualTo(status("judge").longestMicros());
    }

    /** Feeds one day of bars and asks. */
    private List<MarketEvent> nextDay(String... instruments) {
        day++;
        List<MarketEvent> bars = new ArrayList<>();
        for (String instrument : instruments) {
            bars.add(Bars.of(instrument).on(DAYS.get(day)).close(100 + day).build());
        }
        bars.forEach(features::on);
        bars.forEach(runner::onEvent);
        runner.onInstant(TradingDays.closeNanos(DAYS.get(day)), DAYS.get(day));
        return bars;
    }

    private AgentStatus status(String agent) {
        return runner.status().stream()
                .filter(each -> each.agent().value().equals(agent))
                .findFirst()
                .orElseThrow();
    }

    /** Signs one row right and one for somebody else. */
    private static final class ForeignSignalAgent implements Agent {
        @Override
        public AgentId id() {
            return AgentId.of("foreign");
        }

        @Override
        public AgentInputs inputs() {
            return new AgentInputs(List.of("close"), Set.of(), 21, 0, 1, true, 10_000);
        }

        @Override
        public void onInstant(FeatureFrame frame, SignalSink sink) {
            sink.signal(signal("foreign", frame.rows().get(0).instrument(), frame));
            sink.signal(signal("somebody-else", frame.rows().get(1).instrument(), frame));
        }

        private static Signal signal(String agent, InstrumentId instrument, FeatureFrame frame) {
            return Signals.of(agent, instrument.value()).at(frame.timeNanos()).build();
        }

        @Override
        public byte[] snapshot() {
            return new byte[0];
        }

        @Override
        public void restore(byte[] snapshot) {}
    }

    /** Hears, abstains, and gives all weight to whom it heard. */
    private static final class JudgingAgent implements Agent, AgentJudge {
        private final List<String> heard = new ArrayList<>();
        private final SortedMap<AgentId, Double> weights = new TreeMap<>();

        @Override
        public AgentId id() {
            return AgentId.of("judge");
        }

        @Override
        public AgentInputs inputs() {
            return new AgentInputs(List.of("close"), Set.of(), 1, 0, 1, false, 10_000);
        }

        @Override
        public void onSignals(List<Signal> signals) {
            for (Signal signal : signals) {
                heard.add(signal.agent() + " " + signal.instrument());
                weights.put(signal.agent(), 1.0);
            }
        }

        @Override
        public SortedMap<AgentId, Double> proposedWeights() {
            return weights;
        }

        @Override
        public void onInstant(FeatureFrame frame, SignalSink sink) {
            frame.rows().forEach(row -> sink.abstain(row.instrument(), "judges"));
        }

        @Override
        public long dataAsOfNanos() {
            return 42;
        }

        @Override
        public byte[] snapshot() {
            return new byte[0];
        }

        @Override
        public void restore(byte[] snapshot) {}
    }
}
