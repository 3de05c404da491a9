package io.portcullis.agent.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.portcullis.indicators.Normal;
import io.portcullis.model.id.InstrumentId;
import io.portcullis.model.signal.Direction;
import io.portcullis.model.signal.FeatureFrame;
import io.portcullis.model.signal.Signal;
import io.portcullis.testkit.Frames;
import io.portcullis.testkit.RecordingSignalSink;
import io.portcullis.testkit.TradingDays;
import java.time.LocalDate;
import java.util.Locale;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;

/** Thirty firms with the same books at prices that rise with the number: N00 is the cheapest. */
class ValueAgentTest {
    private static final LocalDate DAY = LocalDate.of(2015, 4, 1);

    private final ValueAgent agent = new ValueAgent(TestSettings.DEFAULTS);

    @Test
    void shouldBuyWhatIsCheapAndGettingBetter() {
        report(0, 30, 1.2);
        RecordingSignalSink sink = ask(DAY);
        assertThat(sink.signals())
                .extracting(signal -> signal.instrument().value())
                .containsExactly("N00", "N01", "N02", "N03", "N04", "N05");
        Signal best = sink.signals().get(0);
        double score = Normal.inverseCdf((30 - 0.375) / 30.25);
        assertThat(best.direction()).isEqualTo(Direction.LONG);
        assertThat(best.probability()).isEqualTo(Normal.cdf(0.03 * score), within(1e-12));
        assertThat(best.edgeBps()).isEqualTo(0.03 * score * 0.02 * Math.sqrt(252) * 1e4, within(1e-9));
        assertThat(best.modelVersion()).isEqualTo("value-2 F 6, below Graham, year to 2014-12-31");
        assertThat(sink.abstentions().get(InstrumentId.of("N29"))).isEqualTo("not among the cheapest");
    }

    /** Sold as well are cheap firms, not dear ones: Piotroski's field. One with four points is neither. */
    @Test
    void shouldSellWhatIsCheapAndGettingWorse() {
        report(1, 30, 0.8);
        agent.onEvent(Statements.of("N00", 2012).build());
        agent.onEvent(Statements.of("N00", 2013).build());
        agent.onEvent(Statements.of("N00", 2014).with("GrossProfit", 301).build());
        RecordingSignalSink sink = ask(DAY);
        assertThat(sink.signals())
                .allMatch(signal -> signal.direction() == Direction.SHORT)
                .extracting(signal -> signal.instrument().value())
                .containsExactly("N01", "N02", "N03", "N04", "N05");
        assertThat(sink.abstentions().get(InstrumentId.of("N00")))
                .isEqualTo("cheap, but its books get neither better nor worse");
        assertThat(sink.abstentions().get(InstrumentId.of("N29"))).isEqualTo("not among the cheapest");
    }

    @Test
    void shouldAbstainWithoutBooksAndWhenTheyAreStale() {
        report(0, 29, 1.2);
        agent.onEvent(Statements.of("N29", 2014).build());
        SortedMap<InstrumentId, String> reasons = ask(DAY).abstentions();
        assertThat(reasons.get(InstrumentId.of("N29"))).isEqualTo("fewer than three annual statements in a row");
        LocalDate late = LocalDate.of(2014, 12, 31).plusDays(551);
        assertThat(ask(late).abstentions().get(InstrumentId.of("N00"))).isEqualTo("the newest statement is stale");
        assertThat(new ValueAgent(TestSettings.DEFAULTS).dataAsOfNanos()).isEqualTo(Long.MIN_VALUE);
    }

    @Test
    void shouldNotRankAFewNames() {
        report(0, 19, 1.2);
        assertThat(ask(DAY).signals()).isEmpty();
        assertThat(ask(DAY).abstentions().get(InstrumentId.of("N00"))).isEqualTo("too few instruments to rank");
    }

    /** Two flat years, then profit, cash and sales so many times. */
    private void report(int from, int to, double last) {
        for (int i = from; i < to; i++) {
            agent.onEvent(Statements.of(name(i), 2012).build());
            agent.onEvent(Statements.of(name(i), 2013).build());
            agent.onEvent(Statements.of(name(i), 2014)
                    .with("NetIncome", 40 * last)
                    .with("NetCashFlow-Operating", 40 * last)
                    .with("TotalRevenue", 800 * last)
                    .with("GrossProfit", 300 * last * last)
                    .build());
        }
    }

    private static String name(int i) {
        return String.format(Locale.ROOT, "N%02d", i);
    }

    private RecordingSignalSink ask(LocalDate day) {
        Frames rows = Frames.of("close", "dollarvolume.20d", "volatility.126d");
        for (int i = 0; i < 30; i++) {
            rows.row(name(i), "Energy", 40 + i, 1e8, 0.02);
        }
        FeatureFrame frame = rows.at(TradingDays.closeNanos(day));
        RecordingSignalSink sink = new RecordingSignalSink(agent, frame);
        agent.onInstant(frame, sink);
        return sink;
    }
}
