package io.portcullis.agent.macro;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.model.id.InstrumentId;
import io.portcullis.model.market.MacroPrint;
import io.portcullis.model.signal.Direction;
import io.portcullis.model.signal.FeatureFrame;
import io.portcullis.model.signal.Signal;
import io.portcullis.testkit.Frames;
import io.portcullis.testkit.RecordingSignalSink;
import io.portcullis.testkit.TradingDays;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MacroAgentTest {
    private static final List<LocalDate> DAYS = TradingDays.from(LocalDate.of(2013, 1, 7), 320);

    private final MacroAgent agent = new MacroAgent(TestSettings.DEFAULTS);
    private final Random random = new Random(20261130);

    @Test
    void shouldFavourHighBetasInACalmMarketUnderASteepCurve() {
        calm(260);
        curve(260, 0.1, 3.0);
        List<Signal> signals = ask(260, 0).signals();
        assertThat(side(signals, "N29")).isEqualTo(Direction.LONG);
        assertThat(side(signals, "N00")).isEqualTo(Direction.SHORT);
        assertThat(signals.get(0).modelVersion())
                .startsWith("macro-1 turbulent 0.")
                .contains("recession 0.0");
    }

    @Test
    void shouldFavourLowBetasInATurbulentMarketUnderAnInvertedCurve() {
        calm(260);
        curve(260, 5.0, 3.5);
        RecordingSignalSink last = null;
        for (int day = 260; day < 300; day++) {
            curve(day, 5.0, 3.5);
            last = ask(day, 0.06 * random.nextGaussian());
        }
        assertThat(side(last.signals(), "N29")).isEqualTo(Direction.SHORT);
        assertThat(side(last.signals(), "N00")).isEqualTo(Direction.LONG);
    }

    @Test
    void shouldAbstainUntilItKnowsEnoughAndWhenTheCurveIsStale() {
        assertThat(reason(ask(0, 0))).isEqualTo("fewer than 250 days of the market");
        calm(260);
        assertThat(reason(ask(260, 0))).isEqualTo("no yield curve");
        curve(260, 0.1, 3.0);
        assertThat(agent.dataAsOfNanos()).isEqualTo(TradingDays.closeNanos(DAYS.get(260)));
        assertThat(ask(267, 0).signals()).isNotEmpty();
        assertThat(reason(ask(269, 0))).isEqualTo("the yield curve is stale");
    }

    @Test
    void shouldNotTakeAMaturityThatWasNotIssuedForAYieldOfZero() {
        calm(260);
        curve(260, 0.1, 0);
        assertThat(reason(ask(260, 0))).isEqualTo("no yield curve");
    }

    /** Half a per cent a day, and two months of six times that in between: without them there is no other state to be told from. */
    private void calm(int days) {
        for (int day = 0; day < days; day++) {
            ask(day, (day >= 100 && day < 140 ? 0.03 : 0.005) * random.nextGaussian());
        }
    }

    private void curve(int day, double shortYield, double longYield) {
        long nanos = TradingDays.closeNanos(DAYS.get(day));
        agent.onEvent(new MacroPrint("macro.treasury-curve", "BC_3MONTH", shortYield, nanos, nanos));
        agent.onEvent(new MacroPrint("macro.treasury-curve", "BC_10YEAR", longYield, nanos, nanos));
    }

    private static Direction side(List<Signal> signals, String name) {
        return signals.stream()
                .filter(signal -> signal.instrument().value().equals(name))
                .findFirst()
                .orElseThrow()
                .direction();
    }

    private static String reason(RecordingSignalSink sink) {
        return sink.abstentions().get(InstrumentId.of("N00"));
    }

    private RecordingSignalSink ask(int day, double marketReturn) {
        Frames rows = Frames.of("return.1d", "beta.252d", "volatility.20d", "close", "dollarvolume.20d", "bars");
        for (int i = 0; i < 30; i++) {
            String name = "N" + (char) ('0' + i / 10) + (char) ('0' + i % 10);
            rows.row(name, "Energy", marketReturn, 0.5 + i / 30.0, 0.02, 50, 1e8, 300 + day);
        }
        FeatureFrame frame = rows.at(TradingDays.closeNanos(DAYS.get(day)));
        RecordingSignalSink sink = new RecordingSignalSink(agent, frame);
        agent.onInstant(frame, sink);
        return sink;
    }
}
