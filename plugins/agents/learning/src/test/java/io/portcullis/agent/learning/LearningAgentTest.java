package io.portcullis.agent.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.portcullis.model.id.AgentId;
import io.portcullis.model.id.InstrumentId;
import io.portcullis.model.signal.Direction;
import io.portcullis.model.signal.FeatureFrame;
import io.portcullis.model.signal.Signal;
import io.portcullis.testkit.Frames;
import io.portcullis.testkit.RecordingSignalSink;
import java.util.List;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;

/** AAA rises 1 % a day, BBB falls 1 %: whoever says so is right. */
class LearningAgentTest {
    private final LearningAgent agent = new LearningAgent(TestSettings.DEFAULTS);
    private int day;

    @Test
    void shouldProposeThePriorsUntilCallsHaveClosed() {
        next();
        agent.onSignals(List.of(call("technical", "AAA", Direction.LONG), call("macro", "AAA", Direction.SHORT)));
        next();
        SortedMap<AgentId, Double> weights = agent.proposedWeights();
        assertThat(weights.get(AgentId.of("technical"))).isEqualTo(15 / 23.0, within(1e-12));
        assertThat(weights.get(AgentId.of("macro"))).isEqualTo(8 / 23.0, within(1e-12));
    }

    /** After two days one was right and one wrong with 0.6: odds move by 0.6 / 0.4, then a 250th goes back. */
    @Test
    void shouldMoveWeightToWhoWasRightOnceTheHorizonHasClosed() {
        next();
        agent.onSignals(List.of(call("technical", "AAA", Direction.LONG), call("macro", "AAA", Direction.SHORT)));
        next();
        next();
        double right = 15 * 0.6 / (15 * 0.6 + 8 * 0.4);
        assertThat(agent.proposedWeights().get(AgentId.of("technical")))
                .isEqualTo(0.996 * right + 0.004 * 15 / 23, within(1e-12));
        assertThat(agent.proposedWeights().values().stream().mapToDouble(w -> w).sum())
                .isEqualTo(1, within(1e-12));
    }

    @Test
    void shouldFollowOneCallAtATimeAndNeitherItselfNorOverlays() {
        next();
        Signal first = call("technical", "AAA", Direction.LONG);
        Signal overlay = signal("hedging", "AAA", Direction.SHORT, 0);
        agent.onSignals(List.of(overlay, signal("learning", "AAA", Direction.SHORT, 5), first));
        next();
        agent.onSignals(List.of(call("technical", "AAA", Direction.SHORT)));
        next();
        next();
        assertThat(agent.proposedWeights().keySet()).containsExactly(AgentId.of("technical"));
    }

    @Test
    void shouldGoOnFromASnapshotWithOpenCalls() {
        next();
        agent.onSignals(List.of(call("technical", "AAA", Direction.LONG), call("macro", "BBB", Direction.LONG)));
        next();
        LearningAgent other = new LearningAgent(TestSettings.DEFAULTS);
        other.restore(agent.snapshot());
        assertThat(other.snapshot()).isEqualTo(agent.snapshot());
        FeatureFrame frame = frame();
        agent.onInstant(frame, new RecordingSignalSink(agent, frame));
        other.onInstant(frame, new RecordingSignalSink(other, frame));
        assertThat(other.proposedWeights()).isEqualTo(agent.proposedWeights());
        assertThat(agent.proposedWeights().get(AgentId.of("technical"))).isGreaterThan(15 / 23.0);
    }

    @Test
    void shouldHaveNoVoteAndNoOpinion() {
        FeatureFrame frame = frame();
        RecordingSignalSink sink = new RecordingSignalSink(agent, frame);
        agent.onInstant(frame, sink);
        assertThat(agent.inputs().voting()).isFalse();
        assertThat(sink.signals()).isEmpty();
        assertThat(sink.abstentions().get(InstrumentId.of("AAA")))
                .isEqualTo("proposes weights, has no opinion on names");
    }

    private static Signal call(String agent, String instrument, Direction direction) {
        return signal(agent, instrument, direction, 5);
    }

    private static Signal signal(String agent, String instrument, Direction direction, double edgeBps) {
        return new Signal(AgentId.of(agent), InstrumentId.of(instrument), 0, 2, direction, 0.6, edgeBps, 100, "test-1");
    }

    private void next() {
        FeatureFrame frame = frame();
        agent.onInstant(frame, new RecordingSignalSink(agent, frame));
    }

    private FeatureFrame frame() {
        day++;
        return Frames.of("return.1d", "bars")
                .row("AAA", "Energy", 0.01, day)
                .row("BBB", "Energy", -0.01, day)
                .at(day);
    }
}
