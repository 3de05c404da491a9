package io.portcullis.agent.technical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.portcullis.model.id.InstrumentId;
import io.portcullis.model.signal.Direction;
import io.portcullis.model.signal.FeatureFrame;
import io.portcullis.model.signal.Signal;
import io.portcullis.testkit.Frames;
import io.portcullis.testkit.RecordingSignalSink;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class TechnicalAgentTest {
    private static final int NAMES = 40;

    /** A chart on which nothing stands out: a year of nothing, RSI 50, the middle of the bands, 2 % a day. */
    private static final double[] QUIET = {0, 0, 0, 50, 0.5, 0, 0, 0, 0, 0.02, 0.02, 50, 1e8};

    private static final int YEAR = Charts.FEATURES.indexOf("return.252d");
    private static final int MACD = Charts.FEATURES.indexOf("macd.12.26.9");
    private static final int RSI = Charts.FEATURES.indexOf("rsi.14");
    private static final int ADX = Charts.FEATURES.indexOf("adx.14");

    private final TechnicalAgent agent = new TechnicalAgent(TestSettings.DEFAULTS);
    private final double[][] charts = new double[NAMES][];

    TechnicalAgentTest() {
        for (int i = 0; i < NAMES; i++) {
            charts[i] = QUIET.clone();
            charts[i][RSI] = 40 + i / 2.0;
        }
    }

    @Test
    void shouldLeanAgainstTheLastDaysWhereThereIsNoTrend() {
        List<Signal> signals = ask().signals();
        assertThat(names(signals, Direction.LONG)).containsExactly("N00", "N01", "N02", "N03");
        assertThat(names(signals, Direction.SHORT)).containsExactly("N36", "N37", "N38", "N39");
        assertThat(signals).extracting(Signal::modelVersion).containsOnly("technical-1 reversal");
    }

    /** Best of 40: Blom 1 of 40 gives 2.15636; Phi(0.02 x 2.15636) = 0.51720; sigma 2 % a day over 10 days is 632.5 bps. */
    @Test
    void shouldPromiseNoMoreThanItsInformationCoefficientAllows() {
        Signal best = ask().signals().get(0);
        assertThat(best.probability()).isEqualTo(0.517200, within(1e-6));
        assertThat(best.sigmaBps()).isEqualTo(632.456, within(1e-3));
        assertThat(best.edgeBps()).isEqualTo(27.27602, within(1e-4));
        assertThat(best.horizonDays()).isEqualTo(10);
    }

    @Test
    void shouldFollowWhereThereIsATrend() {
        for (int i = 0; i < NAMES; i++) {
            charts[i][ADX] = 40;
            charts[i][MACD] = i / 1000.0;
        }
        List<Signal> signals = ask().signals();
        assertThat(names(signals, Direction.LONG)).containsExactly("N36", "N37", "N38", "N39");
        assertThat(signals).extracting(Signal::modelVersion).containsOnly("technical-1 trend");
    }

    /** 40 % over a volatility of 2 % a day, 31.749 % a year. */
    @Test
    void shouldScaleTheTrendOfAYearToTheSameVolatility() {
        assertThat(Charts.timeSeriesMomentum(0.3, 0.02)).isEqualTo(1.259882, within(1e-6));
        assertThat(Charts.timeSeriesMomentum(-0.01, 0.04)).isEqualTo(-0.629941, within(1e-6));
        assertThat(Charts.timeSeriesMomentum(0, 0.04)).isZero();
    }

    @Test
    void shouldLetDirectionDecideWhichPartCounts() {
        assertThat(Charts.trendShare(19, TestSettings.DEFAULTS)).isZero();
        assertThat(Charts.trendShare(25, TestSettings.DEFAULTS)).isEqualTo(0.25);
        assertThat(Charts.trendShare(60, TestSettings.DEFAULTS)).isEqualTo(1);
    }

    @Test
    void shouldKeepAnOpinionInsideTheBufferAndGiveItUpOutsideOfIt() {
        ask();
        charts[0][RSI] = 42.8;
        assertThat(names(ask().signals(), Direction.LONG))
                .as("sixth of forty stays")
                .contains("N00");
        charts[0][RSI] = 45;
        RecordingSignalSink dropped = ask();
        assertThat(names(dropped.signals(), Direction.LONG)).doesNotContain("N00");
        assertThat(dropped.abstentions().get(InstrumentId.of("N00"))).isEqualTo("nothing stands out");
        charts[0][RSI] = 42.8;
        assertThat(names(ask().signals(), Direction.LONG))
                .as("the same place is not enough to come in")
                .doesNotContain("N00");
    }

    @Test
    void shouldSayTheSameHoweverOftenItIsAskedAboutTheSameCharts() {
        List<Signal> first = ask().signals();
        assertThat(ask().signals()).isEqualTo(first);
    }

    @Test
    void shouldNameTheMeasureThatIsMissing() {
        charts[7][MACD] = Double.NaN;
        charts[8][YEAR] = Double.NaN;
        RecordingSignalSink sink = ask();
        assertThat(sink.abstentions().get(InstrumentId.of("N07")))
                .isEqualTo("no macd.12.26.9: too few bars, or none of late");
        assertThat(sink.abstentions().get(InstrumentId.of("N08"))).startsWith("no return.252d");
    }

    @Test
    void shouldJudgeNeitherPenniesNorWhatIsHardlyTradedNorWhatIsNotTradable() {
        Frames rows = rows();
        rows.row("PENNY", "Energy", with("close", 4.99));
        rows.row("QUIET", "Energy", with("dollarvolume.20d", 4.9e6));
        rows.row("STILL", "Energy", with("volatility.126d", 0));
        rows.row("GONE", "Energy", false, QUIET.clone());
        RecordingSignalSink sink = ask(rows.at(1));
        assertThat(names(sink.signals(), Direction.LONG)).containsExactly("N00", "N01", "N02", "N03");
        assertThat(sink.abstentions().values())
                .contains("price below the minimum", "too little traded", "its price does not move", "not tradable");
    }

    @Test
    void shouldAbstainOnAllWhenThereAreTooFewToCompare() {
        Frames rows = Frames.of(Charts.FEATURES.toArray(String[]::new));
        for (int i = 0; i < 19; i++) {
            rows.row(name(i), "Energy", charts[i]);
        }
        RecordingSignalSink sink = ask(rows.at(1));
        assertThat(sink.signals()).isEmpty();
        assertThat(sink.abstentions().values()).hasSize(19).containsOnly("too few instruments to compare");
    }

    @Test
    void shouldForgetWhoIsNoLongerThere() {
        ask();
        int before = agent.snapshot().length;
        ask(Frames.of(Charts.FEATURES.toArray(String[]::new)).at(2));
        assertThat(agent.snapshot()).as("too few to judge: nothing is decided").hasSize(before);
        for (int i = 0; i < NAMES; i++) {
            charts[i][RSI] = 50;
        }
        ask();
        assertThat(agent.snapshot()).as("all alike: no side is left").hasSizeLessThan(before);
        assertThatThrownBy(() -> agent.restore(new byte[] {0, 0, 0, 7})).hasMessageContaining("format 7");
    }

    private static double[] with(String feature, double value) {
        double[] chart = QUIET.clone();
        chart[Charts.FEATURES.indexOf(feature)] = value;
        return chart;
    }

    private Frames rows() {
        Frames rows = Frames.of(Charts.FEATURES.toArray(String[]::new));
        for (int i = 0; i < NAMES; i++) {
            rows.row(name(i), "Energy", charts[i]);
        }
        return rows;
    }

    private RecordingSignalSink ask() {
        return ask(rows().at(1));
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
