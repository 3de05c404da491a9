package io.portcullis.agent.learning;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.model.id.AgentId;
import io.portcullis.model.signal.Direction;
import io.portcullis.model.signal.FeatureFrame;
import io.portcullis.model.signal.Signal;
import io.portcullis.spi.Agent;
import io.portcullis.testkit.AgentContractTest;
import io.portcullis.testkit.RecordingSignalSink;
import java.util.List;
import org.junit.jupiter.api.Test;

class LearningContractTest extends AgentContractTest {
    @Override
    protected Agent newAgent() {
        return new LearningAgent(TestSettings.DEFAULTS);
    }

    /** What it has instead of opinions: weights, as soon as others have spoken. */
    @Test
    @Override
    public void shouldHaveAnOpinionOnSomething() {
        LearningAgent agent = new LearningAgent(TestSettings.DEFAULTS);
        for (FeatureFrame frame : frames(1)) {
            agent.onInstant(frame, new RecordingSignalSink(agent, frame));
            agent.onSignals(List.of(new Signal(
                    AgentId.of("technical"),
                    frame.rows().get(0).instrument(),
                    frame.timeNanos(),
                    5,
                    Direction.LONG,
                    0.55,
                    5,
                    100,
                    "test-1")));
        }
        assertThat(agent.proposedWeights()).containsOnlyKeys(AgentId.of("technical"));
    }
}
