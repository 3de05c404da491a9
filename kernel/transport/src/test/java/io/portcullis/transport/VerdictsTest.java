package io.portcullis.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.model.event.EngineEvent.GateDecided;
import io.portcullis.model.gate.DecisionRecord;
import io.portcullis.model.gate.Verdict;
import io.portcullis.model.id.ClientOrderId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class VerdictsTest {
    private final MemoryLog log = MemoryLog.keeping();
    private final List<DecisionRecord> decisions = new ArrayList<>();

    private void decide(int count) {
        Samples samples = new Samples(5);
        for (int i = 0; i < count; i++) {
            samples.events().forEach(log::append);
        }
        log.replay(0, log.recordedPosition(), (position, event) -> {
            if (event instanceof GateDecided decided) {
                decisions.add(decided.record());
            }
        });
        assertThat(decisions).hasSize(count * Verdict.values().length);
    }

    @Test
    void shouldHandOutTheRecordedVerdictsInOrder() {
        decide(20);
        try (Verdicts verdicts = new Verdicts(log, 0, log.recordedPosition())) {
            for (DecisionRecord decision : decisions) {
                assertThat(verdicts.find(decision.orderId())).contains(decision);
            }
        }
    }

    @Test
    void shouldHandOutVerdictsThatWerePassedOver() {
        decide(20);
        try (Verdicts verdicts = new Verdicts(log, 0, log.recordedPosition())) {
            DecisionRecord last = decisions.get(decisions.size() - 1);
            assertThat(verdicts.find(last.orderId())).contains(last);
            assertThat(verdicts.find(decisions.get(7).orderId())).contains(decisions.get(7));
        }
    }

    @Test
    void shouldHaveNoVerdictWhereTheLogEndsBeforeIt() {
        decide(2);
        try (Verdicts verdicts = new Verdicts(log, 0, log.recordedPosition())) {
            assertThat(verdicts.find(ClientOrderId.of("never-decided"))).isEmpty();
        }
    }

    @Test
    void shouldCollectAllVerdictsByOrder() {
        decide(3);
        assertThat(Verdicts.all(log, 0, log.recordedPosition()).values()).containsExactlyElementsOf(decisions);
    }
}
