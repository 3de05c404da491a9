package io.portcullis.agent.topperformers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.portcullis.model.id.InstrumentId;
import io.portcullis.model.signal.Direction;
import io.portcullis.model.signal.FeatureFrame;
import io.portcullis.model.signal.Signal;
import io.portcullis.testkit.Frames;
import io.portcullis.testkit.RecordingSignalSink;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TopPerformersAgentTest {
    private static final int NAMES = 40;

    /** Forty names with equal beta, sector and volatility; momentum rises with the number. */
    private final Map<Integer, Double> momentum = new TreeMap<>();

    private final TopPerformersAgent agent = new TopPerformersAgent(TestSettings.DEFAULTS);
    private double lastReturn;
    private int bars = 300;

    TopPerformersAgentTest() {
        for (int i = 0; i < NAMES; i++) {
            momentum.put(i, i / 100.0);
        }
    }

    @Test
    void shouldBuyTheTopDecileAndSellTheBottomOne() {
        List<Signal> signals = nextDay().signals();
        assertThat(names(signals, Direction.SHORT)).containsExactly("N00", "N01", "N02", "N03");
        assertThat(names(signals, Direction.LONG)).containsExactly("N36", "N37", "N38", "N39");
    }

    /** Best of 40: Blom 1 of 40 gives 2.15636; Phi(0.03 x 2.15636) = 0.52579; sigma 2 % a day over 21 days is 916.5 bps. */
    @Test
    void shouldPromiseNoMoreThanItsInformationCoefficientAllows() {
        Signal best = nextDay().signals().get(7);
        assertThat(best.instrument().value()).isEqualTo("N39");
        assertThat(best.probability()).isEqualTo(0.525790, within(1e-6));
        assertThat(best.sigmaBps()).isEqualTo(916.515, within(1e-3));
        assertThat(best.edgeBps()).isEqualTo(59.28998, within(1e-5));
    }

    @Test
    void shouldKeepANameInsideTheBufferAndDropItOutsideOfIt() {
        nextDay();
        momentum.put(39, 0.325);
        assertThat(names(nextDay().signals(), Direction.LONG))
                .as("eighth of forty stays")
                .contains("N39");
        momentum.put(39, 0.305);
        RecordingSignalSink dropped = nextDay();
        assertThat(names(dropped.signals(), Direction.LONG)).doesNotContain("N39");
        assertThat(dropped.abstentions().get(InstrumentId.of("N39"))).isEqualTo("between the buckets");
        momentum.put(39, 0.325);
        assertThat(names(nextDay().signals(), Direction.LONG))
                .as("the same place is not enough to come in")
                .doesNotContain("N39");
    }

    @Test
    void shouldMoveItsBookOnceADayHoweverOftenItIsAsked() {
        nextDay();
        momentum.put(39, 0.0);
        RecordingSignalSink sink = ask(frame());
        assertThat(names(sink.signals(), Direction.LONG)).doesNotContain("N35").contains("N36");
        assertThat(names(nextDay().signals(), Direction.LONG)).contains("N35");
    }

    /** A day of +/-5 % on a book of long 1, short 1: after 126 such days the realised volatility is 0.05 x sqrt(252) = 79 %. */
    @Test
    void shouldShrinkToTheVolatilityTarget() {
        double first = nextDay().signals().get(7).edgeBps();
        for (int day = 0; day < 126; day++) {
            lastReturn = day % 2 == 0 ? 0.025 : -0.025;
            nextDay();
        }
        lastReturn = 0.025;
        double last = nextDay().signals().get(7).edgeBps();
        assertThat(last / first).isEqualTo(0.12 / (0.05 * Math.sqrt(252)), within(1e-9));
    }

    @Test
    void shouldRankNeitherPenniesNorWhatIsHardlyTradedNorWhatIsNotTradable() {
        Frames rows = Frames.of(Candidates.FEATURES.toArray(String[]::new));
        for (int i = 0; i < NAMES; i++) {
            rows.row(name(i), "Energy", momentum.get(i), 1, 0.02, 50, 1e8, 0, bars);
        }
        rows.row("PENNY", "Energy", 9, 1, 0.02, 4.99, 1e8, 0, bars);
        rows.row("QUIET", "Energy", 9, 1, 0.02, 50, 4.9e6, 0, bars);
        rows.row("GONE", "Energy", false, 9, 1, 0.02, 50, 1e8, 0, bars);
        rows.row("YOUNG", "Energy", Double.NaN, 1, 0.02, 50, 1e8, 0, bars);
        RecordingSignalSink sink = ask(rows.at(1));
        assertThat(names(sink.signals(), Direction.LONG)).containsExactly("N36", "N37", "N38", "N39");
        assertThat(sink.abstentions().values())
                .contains("price below the minimum", "too little traded", "not tradable", "no price 252 days ago");
    }

    @Test
    void shouldNotBuyWhatOnlyFollowsTheMarketOrItsSector() {
        Frames rows = Frames.of(Candidates.FEATURES.toArray(String[]::new));
        for (int i = 0; i < NAMES; i++) {
            boolean energy = i < NAMES / 2;
            double beta = 0.5 + (i % 20) / 20.0;
            // The sector made 30 %, beta 20 % more; N07 alone made something of its own.
            double earned = (energy ? 0.3 : 0) + 0.2 * beta + (i == 7 ? 0.1 : 0);
            rows.row(name(i), energy ? "Energy" : "Utilities", earned, beta, 0.02, 50, 1e8, 0, bars);
        }
        List<Signal> signals = ask(rows.at(1)).signals();
        Signal best = signals.stream()
                .filter(signal -> signal.direction() == Direction.LONG)
                .max((a, b) -> Double.compare(a.edgeBps(), b.edgeBps()))
                .orElseThrow();
        assertThat(best.instrument().value()).isEqualTo("N07");
    }

    @Test
    void shouldAbstainOnAllWhenThereAreTooFewToRank() {
        Frames rows = Frames.of(Candidates.FEATURES.toArray(String[]::new));
        for (int i = 0; i < 19; i++) {
            rows.row(name(i), "Energy", i, 1, 0.02, 50, 1e8, 0, bars);
        }
        RecordingSignalSink sink = ask(rows.at(1));
        assertThat(sink.signals()).isEmpty();
        assertThat(sink.abstentions().values()).hasSize(19).containsOnly("too few instruments to rank");
    }

    private RecordingSignalSink nextDay() {
        bars++;
        return ask(frame());
    }

    private FeatureFrame frame() {
        Frames rows = Frames.of(Candidates.FEATURES.toArray(String[]::new));
        momentum.forEach((i, value) ->
                rows.row(name(i), "Energy", value, 1, 0.02, 50, 1e8, i < NAMES / 2 ? -lastReturn : lastReturn, bars));
        return rows.at(bars);
    }

    private RecordingSignalSink ask(FeatureFrame frame) {
        RecordingSignalSink sink = new RecordingSignalSink(agent, frame);
        agent.onInstant(frame, sink);
        return sink;
    }

    private static List<String> names(List<Signal> signals, Direction direction) {
        return signals.stream()
                .filter(signal -> signal.direction() == direction)
                .map(signal -> signal.instrument().value())
                .toList();
    }

    private static String name(int i) {
        return String.format(Locale.ROOT, "N%02d", i);
    }
}
