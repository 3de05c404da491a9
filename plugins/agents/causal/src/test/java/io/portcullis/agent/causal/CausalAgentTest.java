package io.portcullis.agent.causal;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.model.id.InstrumentId;
import io.portcullis.model.market.MacroPrint;
import io.portcullis.model.market.News;
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

class CausalAgentTest {
    private static final List<LocalDate> DAYS = TradingDays.from(LocalDate.of(2013, 1, 7), 340);
    private static final InstrumentId E0 = InstrumentId.of("E0");

    private final CausalAgent agent = new CausalAgent(TestSettings.DEFAULTS);
    private final Random random = new Random(20261130);
    private double oil = 90;
    private double oilBefore;
    private double oilYesterday = 90;
    private int day;

    /** Energy follows oil by a day, the others do not: a jump of oil is a reason to buy energy, and nothing else. */
    @Test
    void shouldFollowADriverThatMovesBeforeItsSector() {
        days(300, 0.5);
        oilMoves(0.05);
        RecordingSignalSink sink = ask(0, 0);
        assertThat(sink.signals())
                .extracting(signal -> signal.instrument().value())
                .contains("E0", "E1", "E2", "E3");
        Signal signal = sink.signals().get(0);
        assertThat(signal.direction()).isEqualTo(Direction.LONG);
        assertThat(signal.modelVersion()).startsWith("causal-1 links oil, drift 0.00, drivers 2014-");
        assertThat(agent.dataAsOfNanos()).isEqualTo(TradingDays.closeNanos(DAYS.get(300)));
    }

    @Test
    void shouldFindNoLinkWhereThereIsNone() {
        days(300, 0);
        oilMoves(0.05);
        assertThat(ask(0, 0).signals()).isEmpty();
    }

    /** E0 falls 15 % on a day with news: it is expected to drift on, less each day, and on the sixth day no more. */
    @Test
    void shouldDriftOnAfterAnAbnormalDayWithNews() {
        days(280, 0);
        agent.onEvent(news());
        Signal signal = ask(0, -0.15).signals().get(0);
        assertThat(signal.instrument()).isEqualTo(E0);
        assertThat(signal.direction()).isEqualTo(Direction.SHORT);
        assertThat(signal.modelVersion()).contains("drift -3.00");
        assertThat(ask(0, 0).signals().get(0).edgeBps()).isLessThan(signal.edgeBps());
        days(4, 0);
        assertThat(ask(0, 0).signals()).isEmpty();
    }

    @Test
    void shouldNotFollowAnAbnormalDayWithoutNewsNorNewsOnANormalDay() {
        days(280, 0);
        assertThat(ask(0, -0.15).signals()).isEmpty();
        agent.onEvent(news());
        assertThat(ask(0, 0.001).signals()).isEmpty();
    }

    private News news() {
        long noon = TradingDays.openNanos(DAYS.get(day));
        return new News(E0, "wire", "something happened", noon, noon);
    }

    private void days(int count, double effectOfOil) {
        for (int i = 0; i < count; i++) {
            oilMoves(0.01 * random.nextGaussian());
            ask(effectOfOil, 0);
        }
    }

    private void oilMoves(double change) {
        oil *= Math.exp(change);
        long nanos = TradingDays.closeNanos(DAYS.get(day));
        agent.onEvent(new MacroPrint("macro.wti", "value", oil, nanos, nanos));
    }

    /** A day: four of energy that went with yesterday's oil, twelve others. */
    private RecordingSignalSink ask(double effectOfOil, double extraOfE0) {
        double market = 0.005 * random.nextGaussian();
        Frames rows = Frames.of("return.1d", "volatility.20d", "close", "dollarvolume.20d", "bars");
        for (int i = 0; i < 16; i++) {
            boolean energy = i < 4;
            double own = 0.004 * random.nextGaussian() + (i == 0 ? extraOfE0 : 0);
            double dayReturn = market + own + (energy ? effectOfOil * oilBefore : 0);
            String name = (energy ? "E" : "O") + (char) ('0' + (energy ? i : i - 4) % 10) + (i > 13 ? "X" : "");
            rows.row(name, energy ? "Energy" : i < 10 ? "Utilities" : "Materials", dayReturn, 0.02, 50, 1e8, 300 + day);
        }
        oilBefore = lastOilMove();
        FeatureFrame frame = rows.at(TradingDays.closeNanos(DAYS.get(day)));
        day++;
        RecordingSignalSink sink = new RecordingSignalSink(agent, frame);
        agent.onInstant(frame, sink);
        return sink;
    }

    private double lastOilMove() {
        double move = Math.log(oil / oilYesterday);
        oilYesterday = oil;
        return move;
    }
}
