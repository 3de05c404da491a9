package io.portcullis.agent.hedging;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.model.id.InstrumentId;
import io.portcullis.model.market.InstrumentListing;
import io.portcullis.model.signal.Direction;
import io.portcullis.model.signal.FeatureFrame;
import io.portcullis.model.signal.Signal;
import io.portcullis.testkit.Frames;
import io.portcullis.testkit.RecordingSignalSink;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HedgingAgentTest {
    private static final InstrumentId AAA = InstrumentId.of("AAA");
    private static final InstrumentId NOISE = InstrumentId.of("NOISE");
    private static final InstrumentId SPY = InstrumentId.of("SPY");

    private final HedgingAgent agent = new HedgingAgent(TestSettings.DEFAULTS);
    private final Random random = new Random(20261130);
    private double shock;
    private int day;

    @Test
    void shouldProposeToSellTheBenchmarkThatExplainsMostAndNotVote() {
        list("IWM", "SPY");
        RecordingSignalSink last = days(90, 1.5, 0.002);
        Signal overlay = last.signals().get(0);
        assertThat(agent.inputs().voting()).isFalse();
        assertThat(overlay.instrument()).isEqualTo(AAA);
        assertThat(overlay.direction()).isEqualTo(Direction.SHORT);
        assertThat(overlay.modelVersion()).startsWith("hedging-1 SPY -1.3");
        assertThat(overlay.probability()).isGreaterThan(0.95);
        assertThat(overlay.edgeBps()).isZero();
        assertThat(last.abstentions())
                .containsEntry(SPY, "a hedging instrument itself")
                .containsEntry(NOISE, "no hedge explains enough");
    }

    @Test
    void shouldWaitForSixtyCommonDays() {
        list("SPY");
        assertThat(days(59, 1.5, 0.002).abstentions())
                .containsEntry(AAA, "fewer than 60 days in common with a hedging instrument");
        assertThat(days(1, 1.5, 0.002).signals())
                .anyMatch(signal -> signal.instrument().equals(AAA));
    }

    @Test
    void shouldKeepAHedgeInsideItsBand() {
        list("SPY");
        String first = days(90, 1.5, 0.001).signals().get(0).modelVersion();
        assertThat(days(5, 1.55, 0.001).signals().get(0).modelVersion()).isEqualTo(first);
        assertThat(days(120, 2.5, 0.001).signals().get(0).modelVersion()).isNotEqualTo(first);
    }

    @Test
    void shouldSayWhenTheTailIsTooLong() {
        list("SPY");
        days(90, 1.5, 0.002);
        for (int i = 0; i < 130; i++) {
            shock = i % 40 == 0 ? -0.2 : 0;
            days(1, 1.5, 0.002);
        }
        shock = 0;
        RecordingSignalSink last = days(1, 1.5, 0.002);
        assertThat(last.signals().get(0).modelVersion()).endsWith("long tail: cut");
    }

    private void list(String... benchmarks) {
        for (String benchmark : benchmarks) {
            agent.onEvent(new InstrumentListing(InstrumentId.of(benchmark), "none", true, List.of(), 0, 0));
        }
    }

    /** So many days on which AAA goes so many times with SPY; IWM goes with it loosely, NOISE not at all. */
    private RecordingSignalSink days(int count, double beta, double noise) {
        RecordingSignalSink sink = null;
        for (int i = 0; i < count; i++) {
            day++;
            double market = 0.01 * random.nextGaussian();
            FeatureFrame frame = Frames.of("return.1d", "bars")
                    .row("AAA", "Energy", shock + beta * market + noise * random.nextGaussian(), day)
                    .row("IWM", "none", false, market + 0.01 * random.nextGaussian(), day)
                    .row("NOISE", "Energy", 0.01 * random.nextGaussian(), day)
                    .row("SPY", "none", false, market, day)
                    .at(day);
            sink = new RecordingSignalSink(agent, frame);
            agent.onInstant(frame, sink);
        }
        return sink;
    }
}
