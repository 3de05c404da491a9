package io.portcullis.agent.undervalued;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.model.id.InstrumentId;
import io.portcullis.model.signal.Direction;
import io.portcullis.model.signal.FeatureFrame;
import io.portcullis.model.signal.Signal;
import io.portcullis.testkit.Frames;
import io.portcullis.testkit.RecordingSignalSink;
import io.portcullis.testkit.TradingDays;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Thirty firms with the same reports, two sectors; prices rise with the number. */
class UndervaluedAgentTest {
    private static final LocalDate DAY = LocalDate.of(2015, 4, 1);

    private final UndervaluedAgent agent = new UndervaluedAgent(TestSettings.DEFAULTS);

    @Test
    void shouldBuyTheCheapOnesOfEachSectorAndSellTheDearOnes() {
        report(30);
        List<Signal> signals = ask(DAY, 15).signals();
        assertThat(names(signals, Direction.LONG)).contains("N00", "N15").doesNotContain("N29", "N14");
        assertThat(names(signals, Direction.SHORT)).contains("N14", "N29");
        assertThat(signals.get(0).modelVersion()).isEqualTo("undervalued-1 5 of 6 parts, year to 2014-12-31");
        assertThat(signals.get(0).horizonDays()).isEqualTo(63);
    }

    @Test
    void shouldTakeDistressForAReasonToPayLess() {
        report(30);
        agent.onEvent(Reports.of("N00", 2014).with("RetainedEarnings", -5000).build());
        assertThat(names(ask(DAY, 15).signals(), Direction.LONG))
                .doesNotContain("N00")
                .contains("N15");
    }

    @Test
    void shouldAbstainAmongTooFewPeersAndOnStaleReports() {
        report(30);
        RecordingSignalSink sink = ask(DAY, 7);
        assertThat(sink.abstentions().get(InstrumentId.of("N00"))).isEqualTo("too few peers in its sector");
        assertThat(sink.signals()).isNotEmpty();
        assertThat(ask(LocalDate.of(2014, 12, 31).plusDays(551), 15)
                        .abstentions()
                        .get(InstrumentId.of("N00")))
                .isEqualTo("the newest statement is stale");
        assertThat(ask(new UndervaluedAgent(TestSettings.DEFAULTS), DAY, 15)
                        .abstentions()
                        .get(InstrumentId.of("N00")))
                .isEqualTo("no statement");
    }

    @Test
    void shouldAbstainWhereFewerThanThreeMultiplesAreLeft() {
        report(30);
        agent.onEvent(Reports.of("N00", 2014)
                .with("NetIncome", -1)
                .with("EarningsBeforeInterestandTax", -1)
                .with("NetCashFlow-Operating", -1)
                .build());
        assertThat(ask(DAY, 15).abstentions().get(InstrumentId.of("N00"))).isEqualTo("too few multiples");
    }

    private void report(int firms) {
        for (int i = 0; i < firms; i++) {
            agent.onEvent(Reports.of(name(i), 2014).build());
        }
    }

    private static String name(int i) {
        return String.format(Locale.ROOT, "N%02d", i);
    }

    private static List<String> names(List<Signal> signals, Direction direction) {
        return signals.stream()
                .filter(signal -> signal.direction() == direction)
                .map(signal -> signal.instrument().value())
                .toList();
    }

    private RecordingSignalSink ask(LocalDate day, int inFirstSector) {
        return ask(agent, day, inFirstSector);
    }

    private static RecordingSignalSink ask(UndervaluedAgent agent, LocalDate day, int inFirstSector) {
        Frames rows = Frames.of("close", "dollarvolume.20d", "volatility.126d");
        for (int i = 0; i < 30; i++) {
            rows.row(name(i), i < inFirstSector ? "Energy" : "Utilities", 40 + i, 1e8, 0.02);
        }
        FeatureFrame frame = rows.at(TradingDays.closeNanos(day));
        RecordingSignalSink sink = new RecordingSignalSink(agent, frame);
        agent.onInstant(frame, sink);
        return sink;
    }
}
