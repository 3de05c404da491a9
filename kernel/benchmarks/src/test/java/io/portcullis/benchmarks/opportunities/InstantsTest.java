package io.portcullis.benchmarks.opportunities;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.benchmarks.scene.Market;
import io.portcullis.model.id.InstrumentId;
import io.portcullis.model.id.OpportunityId;
import io.portcullis.model.signal.Direction;
import io.portcullis.model.signal.Opportunity;
import io.portcullis.model.signal.Signal;
import io.portcullis.policy.gate.PackCompiler;
import java.util.List;
import org.junit.jupiter.api.Test;

class InstantsTest {
    @Test
    void shouldAnswerEachInstantAsTheNaiveTwinsSay() throws Exception {
        Market market = new Market(40, 3);
        Signals signals = new Signals(market, 3, 4, 3);
        try (PackCompiler compiler = new PackCompiler();
                Instants instants = new Instants(compiler, market, signals)) {
            for (int i = 0; i < signals.count(); i++) {
                instants.nextChecked();
            }
            instants.next();
            instants.requireSound();

            assertThat(instants.opportunities()).isEqualTo(40L * (signals.count() + 1));
            assertThat(instants.decisions()).isPositive();
        }
    }

    @Test
    void shouldFindAnOpportunityWhoseProbabilityIsWrong() {
        List<Signal> signals = new Signals(new Market(1, 1), 1, 1, 1).instant(0).get(0);
        Signal only = signals.get(0);

        assertThat(NaivePool.fault(signals, opportunity(only, only.probability())))
                .isEmpty();
        assertThat(NaivePool.fault(signals, opportunity(only, only.probability() + 0.001)))
                .contains("should be " + only.direction());
    }

    private static Opportunity opportunity(Signal signal, double probability) {
        Direction direction = signal.direction();
        return new Opportunity(
                OpportunityId.of("O-1"),
                0,
                InstrumentId.of("S0000"),
                direction,
                5,
                probability,
                signal.edgeBps(),
                new Opportunity.Costs(0, 0, 0, 0),
                0,
                1,
                List.of(new Opportunity.Contribution(signal.agent(), 1, 0)),
                Opportunity.Outcome.KEPT);
    }
}
