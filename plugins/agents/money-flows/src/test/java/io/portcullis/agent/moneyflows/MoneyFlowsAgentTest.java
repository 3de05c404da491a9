package io.portcullis.agent.moneyflows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.portcullis.model.id.InstrumentId;
import io.portcullis.model.market.Bar;
import io.portcullis.model.market.BarPeriod;
import io.portcullis.model.market.CorporateAction;
import io.portcullis.model.signal.Direction;
import io.portcullis.model.signal.FeatureFrame;
import io.portcullis.model.signal.Signal;
import io.portcullis.model.value.Price;
import io.portcullis.model.value.Quantity;
import io.portcullis.testkit.Bars;
import io.portcullis.testkit.Frames;
import io.portcullis.testkit.RecordingSignalSink;
import io.portcullis.testkit.TradingDays;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class MoneyFlowsAgentTest {
    private static final int NAMES = 40;
    private static final List<LocalDate> DAYS = TradingDays.from(LocalDate.of(2024, 3, 4), 60);

    private final MoneyFlowsAgent agent = new MoneyFlowsAgent(TestSettings.DEFAULTS);

    /** Day by day the same bar, closed at 100 in a range of 2: the higher the number, the nearer to the high. */
    private void days(int from, int to) {
        for (int day = from; day < to; day++) {
            for (int i = 0; i < NAMES; i++) {
                agent.onEvent(bar(i, DAYS.get(day), 2 - i / 20.0));
            }
        }
    }

    private static Bar bar(int i, LocalDate day, double above) {
        return Bars.of(name(i))
                .on(day)
                .high(100 + above)
                .low(98 + above)
                .close(100)
                .build();
    }

    @Test
    void shouldFollowWhereBarsCloseInTheirRange() {
        days(0, 21);
        List<Signal> signals = ask(20).signals();
        assertThat(names(signals, Direction.SHORT)).containsExactly("N00", "N01", "N02", "N03");
        assertThat(names(signals, Direction.LONG)).containsExactly("N36", "N37", "N38", "N39");
        assertThat(signals).extracting(Signal::modelVersion).containsOnly("money-flows-1 cmf");
    }

    /** Best of 40: Blom 1 of 40 gives 2.15636; Phi(0.02 x 2.15636) = 0.51720; sigma 2 % a day over 10 days is 632.5 bps. */
    @Test
    void shouldPromiseNoMoreThanItsInformationCoefficientAllows() {
        days(0, 21);
        Signal best = ask(20).signals().get(7);
        assertThat(best.instrument().value()).isEqualTo("N39");
        assertThat(best.probability()).isEqualTo(0.517200, within(1e-6));
        assertThat(best.sigmaBps()).isEqualTo(632.456, within(1e-3));
        assertThat(best.edgeBps()).isEqualTo(27.27602, within(1e-4));
    }

    /** The published values of OBV, and Chaikin's multiplier 0.2 = 1 - 0.8 of every bar. */
    @Test
    void shouldMeasureWhatThePublishedFormulasSay() {
        FlowHistory history = new FlowHistory();
        double[] closes = {10, 5, 6, 7, 7, 6};
        double[] volumes = {4, 2, 3, 8, 6, 10};
        for (int day = 0; day < 15; day++) {
            history.bar(Bars.of("AAA").on(DAYS.get(day)).close(10).volume(1).build());
        }
        for (int i = 0; i < closes.length; i++) {
            history.bar(Bars.of("AAA")
                    .on(DAYS.get(15 + i))
                    .close(closes[i])
                    .volume(volumes[i])
                    .build());
        }
        // 0, -2, 1, 9, 9, -1; 14 bars of one share and 33 of the example traded in the last twenty
        assertThat(history.balanceGained()).isEqualTo(-1 / 47.0, within(1e-12));
        FlowHistory range = new FlowHistory();
        for (int day = 0; day < 21; day++) {
            range.bar(bar(0, DAYS.get(day), 0.8));
        }
        assertThat(range.chaikin()).isEqualTo(0.2, within(1e-9));
        assertThat(range.moneyFlowIndex()).as("nothing moved").isEqualTo(50);
    }

    @Test
    void shouldNotTakeASplitOrADividendForFlow() {
        FlowHistory plain = new FlowHistory();
        FlowHistory split = new FlowHistory();
        List<Bar> walk = Bars.walk("AAA", DAYS.get(0), 60, 4);
        double shares = 1;
        for (int day = 0; day < 60; day++) {
            Bar bar = walk.get(day);
            plain.bar(bar);
            if (day == 45) {
                split.action(new CorporateAction(bar.instrument(), bar.session(), 4, 1, Price.of(0), 1, 1));
                shares = 4;
            }
            split.bar(Bars.of("AAA")
                    .on(bar.session())
                    .open(bar.open().toDouble() / shares)
                    .close(bar.close().toDouble() / shares)
                    .volume(bar.volume().toDouble() * shares)
                    .build());
        }
        assertThat(split.chaikin()).isEqualTo(plain.chaikin(), within(1e-6));
        assertThat(split.balanceGained()).isEqualTo(plain.balanceGained(), within(1e-6));
        assertThat(split.moneyFlowIndex()).isEqualTo(plain.moneyFlowIndex(), within(1e-4));
    }

    @Test
    void shouldLearnNothingFromASuspectBarNorFromOneThatComesTwice() {
        FlowBook book = new FlowBook();
        Bars.walk("AAA", DAYS.get(0), 30, 4).forEach(book::on);
        byte[] before = book.snapshot();
        book.on(Bars.of("AAA").on(DAYS.get(30)).close(5).suspect().build());
        book.on(Bars.of("AAA").on(DAYS.get(29)).close(5).build());
        assertThat(book.snapshot()).isEqualTo(before);
    }

    @Test
    void shouldAbstainUntilAMonthOfBarsIsThere() {
        days(0, 20);
        RecordingSignalSink sink = ask(19);
        assertThat(sink.signals()).isEmpty();
        assertThat(sink.abstentions().values()).containsOnly("fewer than 21 daily bars with volume");
    }

    @Test
    void shouldForgetWhoHasHadNoBarOfLate() {
        days(0, 21);
        for (int day = 21; day < 30; day++) {
            for (int i = 1; i < NAMES; i++) {
                agent.onEvent(bar(i, DAYS.get(day), 2 - i / 20.0));
            }
        }
        int before = agent.snapshot().length;
        RecordingSignalSink sink = ask(29);
        assertThat(sink.abstentions().get(InstrumentId.of("N00"))).isEqualTo("no daily bar of late");
        assertThat(agent.snapshot()).hasSizeLessThan(before);
    }

    @Test
    void shouldJudgeNeitherPenniesNorWhatIsHardlyTradedNorWhatIsNotTradable() {
        days(0, 21);
        Frames rows = Frames.of(FlowRanking.FEATURES.toArray(String[]::new));
        for (int i = 0; i < NAMES; i++) {
            double price = i == 0 ? 4.99 : 100;
            double traded = i == 1 ? 4.9e6 : 1e8;
            double volatility = i == 2 ? Double.NaN : 0.02;
            rows.row(name(i), "Energy", i != 3, price, traded, volatility);
        }
        RecordingSignalSink sink = ask(rows.at(TradingDays.closeNanos(DAYS.get(20))));
        assertThat(sink.abstentions())
                .containsEntry(InstrumentId.of("N00"), "price below the minimum")
                .containsEntry(InstrumentId.of("N01"), "too little traded")
                .containsEntry(InstrumentId.of("N02"), "no volatility: too few bars, or none of late")
                .containsEntry(InstrumentId.of("N03"), "not tradable");
    }

    /** Quiet minutes: a day for sigma, a day for VPIN, a week for its past; then an hour in which all volume goes one way. */
    @Test
    void shouldFallSilentWhereFlowIsToxic() {
        days(0, 21);
        Signal calm = ask(20).signals().get(7);
        Random random = new Random(5);
        long time = TradingDays.openNanos(DAYS.get(21));
        double price = 100;
        for (int minute = 0; minute < 8 * 390; minute++) {
            price *= 1 + 0.0005 * random.nextGaussian();
            agent.onEvent(minute(39, price, time + TimeUnit.MINUTES.toNanos(minute)));
        }
        for (int minute = 0; minute < 400; minute++) {
            price *= 1.005;
            agent.onEvent(minute(39, price, time + TimeUnit.MINUTES.toNanos(8 * 390 + minute)));
        }
        RecordingSignalSink sink = ask(20);
        assertThat(calm.instrument().value()).isEqualTo("N39");
        assertThat(sink.abstentions().get(InstrumentId.of("N39"))).isEqualTo("toxic flow");
        assertThat(sink.signals()).as("the others are not touched").hasSize(7);

        MoneyFlowsAgent other = new MoneyFlowsAgent(TestSettings.DEFAULTS);
        other.restore(agent.snapshot());
        assertThat(other.snapshot()).isEqualTo(agent.snapshot());
        byte[] cut = Arrays.copyOf(agent.snapshot(), 1000);
        assertThatThrownBy(() -> other.restore(cut)).isInstanceOf(IllegalArgumentException.class);
    }

    private static Bar minute(int i, double close, long timeNanos) {
        Price price = Price.of(close);
        return new Bar(
                InstrumentId.of(name(i)),
                BarPeriod.MINUTE,
                DAYS.get(21),
                price,
                price,
                price,
                price,
                Quantity.ofShares(2500),
                false,
                timeNanos,
                timeNanos);
    }

    private RecordingSignalSink ask(int day) {
        Frames rows = Frames.of(FlowRanking.FEATURES.toArray(String[]::new));
        for (int i = 0; i < NAMES; i++) {
            rows.row(name(i), "Energy", 100, 1e8, 0.02);
        }
        return ask(rows.at(TradingDays.closeNanos(DAYS.get(day))));
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
