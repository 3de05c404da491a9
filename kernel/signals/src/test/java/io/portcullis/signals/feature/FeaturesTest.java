package io.portcullis.signals.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.portcullis.model.id.InstrumentId;
import io.portcullis.model.market.Bar;
import io.portcullis.model.market.CorporateAction;
import io.portcullis.model.market.Filing;
import io.portcullis.model.market.InstrumentListing;
import io.portcullis.model.market.Quote;
import io.portcullis.model.signal.FeatureFrame;
import io.portcullis.model.signal.FeatureVector;
import io.portcullis.model.value.Price;
import io.portcullis.model.value.Quantity;
import io.portcullis.testkit.Bars;
import io.portcullis.testkit.TradingDays;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class FeaturesTest {
    private static final int FIRST_CHART = FeatureNames.ALL.indexOf(FeatureNames.RETURN_5D);
    private static final int BEHIND_CHARTS = FeatureNames.ALL.indexOf(FeatureNames.TRADE_IMBALANCE_60S);

    private static final List<LocalDate> DAYS = TradingDays.from(LocalDate.of(2022, 1, 3), 700);

    private final Features features = new Features();

    /** algorithms.md 1.11: 80 a year ago, 100 a month ago, 120 now give 0.25; 0.50 would mean that the skipped month is missing. */
    @Test
    void shouldLeaveTheLastMonthOutOfTheMomentum() {
        for (int day = 0; day <= 252; day++) {
            double close = day == 0 ? 80 : day == 252 ? 120 : day >= 231 ? 100 : 90;
            if (day == 252) {
                assertThat(value("AAA", FeatureNames.MOMENTUM, 251)).isNaN();
            }
            features.on(bar("AAA", day, close));
        }
        assertThat(value("AAA", FeatureNames.MOMENTUM, 252)).isEqualTo(0.25, within(1e-12));
        assertThat(value("AAA", FeatureNames.CLOSE, 252)).isEqualTo(120);
        assertThat(value("AAA", FeatureNames.RETURN_1D, 252)).isEqualTo(0.2, within(1e-12));
        assertThat(value("AAA", FeatureNames.BARS, 252)).isEqualTo(253);
    }

    @Test
    void shouldNotTakeASplitOrADividendForAMoveOfThePrice() {
        features.on(bar("AAA", 0, 100));
        features.on(action("AAA", 1, 2, 1, 10));
        assertThat(value("AAA", FeatureNames.CLOSE, 0)).as("on today's terms").isEqualTo(45);
        features.on(bar("AAA", 1, 45));
        assertThat(value("AAA", FeatureNames.RETURN_1D, 1)).isEqualTo(0, within(1e-15));
    }

    @Test
    void shouldCountVolumeInTodaysShares() {
        for (int day = 0; day < 20; day++) {
            features.on(Bars.of("AAA").on(DAYS.get(day)).close(100).volume(1000).build());
        }
        assertThat(value("AAA", FeatureNames.DOLLAR_VOLUME_20D, 19)).isEqualTo(100_000, within(1e-6));
        features.on(action("AAA", 20, 4, 1, 0));
        assertThat(value("AAA", FeatureNames.ADV_20D, 19)).isEqualTo(4000, within(1e-9));
        assertThat(value("AAA", FeatureNames.DOLLAR_VOLUME_20D, 19)).isEqualTo(100_000, within(1e-6));
    }

    @Test
    void shouldPassOverSuspectBars() {
        features.on(bar("AAA", 0, 100));
        features.on(Bars.of("AAA").on(DAYS.get(1)).close(900).suspect().build());
        features.on(bar("AAA", 2, 101));
        assertThat(value("AAA", FeatureNames.RETURN_1D, 2)).isEqualTo(0.01, within(1e-12));
        assertThat(value("AAA", FeatureNames.BARS, 2)).isEqualTo(2);
    }

    @Test
    void shouldPassOverABarThatComesTwice() {
        features.on(bar("AAA", 0, 100));
        features.on(bar("AAA", 1, 110));
        features.on(bar("AAA", 1, 120));
        assertThat(value("AAA", FeatureNames.CLOSE, 1)).isEqualTo(110);
        assertThat(value("AAA", FeatureNames.BARS, 1)).isEqualTo(2);
    }

    @Test
    void shouldAgreeWithTheNaiveFormulasOnARandomHistory() {
        Random random = new Random(11);
        NaiveHistory naive = new NaiveHistory();
        double price = 100;
        for (int day = 0; day < 400; day++) {
            double split = 1;
            double dividend = 0;
            if (day > 0 && random.nextInt(40) == 0) {
                split = random.nextBoolean() ? 2 : 1;
                dividend = random.nextInt(3);
                features.on(action("AAA", day, (long) split, 1, dividend));
            }
            price = Math.rint(price / split * (1 + 0.02 * random.nextGaussian()) * 100) / 100;
            double high = price + random.nextInt(100) / 100.0;
            double low = price - random.nextInt(100) / 100.0;
            double volume = 1000 + random.nextInt(1000);
            features.on(Bars.of("AAA")
                    .on(DAYS.get(day))
                    .high(high)
                    .low(low)
                    .close(price)
                    .volume(volume)
                    .build());
            naive.add(new double[] {high, low, price, volume}, split, dividend);
            FeatureVector row = frame(day).rows().get(0);
            assertThat(row.values()).containsExactly(naive.values(), within(1e-9));
        }
    }

    /** The same market twice, once with a split of four for one: no chart must notice. */
    @Test
    void shouldNotTakeASplitForACrashOnAnyChart() {
        Features plain = new Features();
        List<Bar> walk = Bars.walk("AAA", DAYS.get(0), 300, 5);
        double shares = 1;
        for (int day = 0; day < 300; day++) {
            if (day == 280) {
                features.on(action("AAA", day, 4, 1, 0));
                shares = 4;
            }
            Bar bar = walk.get(day);
            plain.on(bar);
            features.on(Bars.of("AAA")
                    .on(DAYS.get(day))
                    .open(bar.open().toDouble() / shares)
                    .close(bar.close().toDouble() / shares)
                    .volume(bar.volume().toDouble() * shares)
                    .build());
        }
        List<String> charts = FeatureNames.ALL.subList(FIRST_CHART, BEHIND_CHARTS);
        assertThat(charts).contains("rsi.14", "vwap.5");
        long close = TradingDays.closeNanos(DAYS.get(299));
        double[] expected =
                plain.frame(close, DAYS.get(299), charts).rows().get(0).values();
        assertThat(features.frame(close, DAYS.get(299), charts).rows().get(0).values())
                .containsExactly(expected, within(1e-9));
    }

    @Test
    void shouldNotMoveTheChartsByLivePrices() {
        Bars.walk("AAA", DAYS.get(0), 260, 6).forEach(features::on);
        double[] before = values(features, 259);
        features.on(quote("AAA", 5, 5.01, TradingDays.openNanos(DAYS.get(260))));
        double[] after = values(features, 260);
        assertThat(Arrays.copyOfRange(after, FIRST_CHART, BEHIND_CHARTS))
                .isEqualTo(Arrays.copyOfRange(before, FIRST_CHART, BEHIND_CHARTS))
                .doesNotContain(Double.NaN);
    }

    @Test
    void shouldMeasureBetaAgainstTheBenchmark() {
        features.on(listing("QQQ", true));
        features.on(listing("SPY", true));
        Random random = new Random(3);
        double[] prices = {100, 100, 100};
        for (int day = 0; day <= 252; day++) {
            double market = 0.01 * random.nextGaussian();
            prices[0] *= 1 + market;
            prices[1] *= 1 + 1.5 * market;
            prices[2] *= 1 + 0.02 * random.nextGaussian();
            // The benchmark comes last: its return must count for those before it.
            features.on(bar("AAA", day, prices[1]));
            features.on(bar("QQQ", day, prices[2]));
            features.on(bar("SPY", day, prices[0]));
        }
        assertThat(value("AAA", FeatureNames.BETA_252D, 252)).isEqualTo(1.5, within(1e-4));
        assertThat(value("SPY", FeatureNames.BETA_252D, 252)).isEqualTo(1, within(1e-9));
    }

    @Test
    void shouldMeasureBetaAgainstTheMeanOfAllWhenThereIsNoBenchmark() {
        Random random = new Random(4);
        double[] prices = {100, 100};
        for (int day = 0; day <= 252; day++) {
            double market = 0.01 * random.nextGaussian();
            prices[0] *= 1 + 0.5 * market;
            prices[1] *= 1 + 1.5 * market;
            features.on(bar("AAA", day, prices[0]));
            features.on(bar("BBB", day, prices[1]));
        }
        assertThat(value("AAA", FeatureNames.BETA_252D, 252)).isEqualTo(0.5, within(1e-4));
        assertThat(value("BBB", FeatureNames.BETA_252D, 252)).isEqualTo(1.5, within(1e-4));
    }

    @Test
    void shouldNotCompareAReturnOverAGapWithOneDayOfTheMarket() {
        features.on(listing("SPY", true));
        Random random = new Random(5);
        double market = 100;
        double own = 100;
        for (int day = 0; day < 400; day++) {
            double move = 0.01 * random.nextGaussian();
            market *= 1 + move;
            own *= 1 + 2 * move;
            if (day % 10 != 0) {
                features.on(bar("AAA", day, own));
            }
            features.on(bar("SPY", day, market));
        }
        assertThat(value("AAA", FeatureNames.BETA_252D, 399)).isEqualTo(2, within(1e-3));
    }

    @Test
    void shouldRefuseAFrameForATimeBeforeWhatItKnows() {
        features.on(bar("AAA", 0, 100));
        features.on(bar("AAA", 1, 100));
        assertThatThrownBy(() -> frame(0))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("look ahead");
    }

    /** No feature is made of it, but the agents would hear it. */
    @Test
    void shouldRefuseAFrameForATimeBeforeAFilingWasAccepted() {
        long close = TradingDays.closeNanos(DAYS.get(0));
        features.on(bar("AAA", 0, 100));
        features.on(new Filing(InstrumentId.of("AAA"), "4", new TreeMap<>(), close, close + 1));
        assertThatThrownBy(() -> frame(0))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("look ahead");
    }

    @Test
    void shouldSayTheSameUpToADayWhateverComesAfterIt() {
        Features cutOff = new Features();
        List<Bar> walk = Bars.walk("AAA", DAYS.get(0), 300, 1);
        walk.forEach(cutOff::on);
        Features whole = new Features();
        for (int day = 0; day < 600; day++) {
            Bar next = day < 300 ? walk.get(day) : bar("AAA", day, 1 + day);
            whole.on(next);
            if (day == 299) {
                assertThat(values(whole, day)).isEqualTo(values(cutOff, day));
            }
        }
        assertThat(values(whole, 599)).isNotEqualTo(values(cutOff, 599));
    }

    @Test
    void shouldCallTradableWhoIsAMemberOnTheDay() {
        InstrumentListing.Membership member = new InstrumentListing.Membership(DAYS.get(1), DAYS.get(2));
        features.on(new InstrumentListing(InstrumentId.of("AAA"), "Energy", false, List.of(member), 0, 0));
        features.on(bar("AAA", 0, 100));
        features.on(bar("BBB", 0, 100));
        assertThat(frame(0).rows()).extracting(FeatureVector::tradable).containsExactly(false, false);
        FeatureFrame next = features.frame(TradingDays.closeNanos(DAYS.get(0)), DAYS.get(1), List.of("close"));
        assertThat(next.rows()).extracting(FeatureVector::tradable).containsExactly(true, false);
        assertThat(next.rows()).extracting(FeatureVector::sector).containsExactly("Energy", "none");
    }

    @Test
    void shouldKnowNothingOfAnInstrumentThatStoppedTrading() {
        features.on(bar("AAA", 0, 100));
        features.on(bar("BBB", 7, 100));
        assertThat(value("AAA", FeatureNames.CLOSE, 7)).isEqualTo(100);
        features.on(bar("BBB", 9, 100));
        assertThat(value("AAA", FeatureNames.CLOSE, 9)).isNaN();
        assertThat(value("AAA", FeatureNames.BARS, 9)).isNaN();
    }

    @Test
    void shouldMoveThePriceByQuotesButNotTheDailyReturn() {
        features.on(bar("AAA", 0, 100));
        features.on(bar("AAA", 1, 110));
        long time = TradingDays.openNanos(DAYS.get(2));
        assertThat(value("AAA", FeatureNames.SPREAD_BPS, 1)).isNaN();
        features.on(quote("AAA", 120.9, 121.1, time));
        double[] row = features.everything(time, DAYS.get(2)).rows().get(0).values();
        assertThat(row[FeatureNames.ALL.indexOf(FeatureNames.CLOSE)]).isEqualTo(121, within(1e-12));
        assertThat(row[FeatureNames.ALL.indexOf(FeatureNames.RETURN_1D)]).isEqualTo(0.1, within(1e-12));
        assertThat(row[FeatureNames.ALL.indexOf(FeatureNames.RETURN_LIVE)]).isEqualTo(0.1, within(1e-12));
        assertThat(row[FeatureNames.ALL.indexOf(FeatureNames.SPREAD_BPS)]).isEqualTo(0.2 / 121 * 1e4, within(1e-9));
        features.on(quote("AAA", 0, 121.1, time));
        assertThat(value("AAA", FeatureNames.SPREAD_BPS, 2)).isNaN();
    }

    @Test
    void shouldGoOnFromASnapshotWithTheSameBits() {
        features.on(listing("SPY", true));
        Features restored = new Features();
        restored.on(listing("SPY", true));
        List<Bar> own = Bars.walk("AAA", DAYS.get(0), 500, 1);
        List<Bar> market = Bars.walk("SPY", DAYS.get(0), 500, 2);
        for (int day = 0; day < 500; day++) {
            features.on(own.get(day));
            features.on(market.get(day));
            if (day == 333) {
                restored.restore(features.snapshot());
                assertThat(restored.sessions()).isEqualTo(334);
            } else if (day > 333) {
                restored.on(own.get(day));
                restored.on(market.get(day));
            }
        }
        assertThat(values(restored, 499)).isEqualTo(values(features, 499));
        assertThat(restored.snapshot()).isEqualTo(features.snapshot());
    }

    @Test
    void shouldRefuseASnapshotThatIsNone() {
        assertThatThrownBy(() -> features.restore(new byte[] {0, 0, 0, 9, 1}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("format 9");
    }

    @Test
    void shouldKnowNothingAfterASnapshotThatWasCutOff() {
        Bars.walk("AAA", DAYS.get(0), 30, 1).forEach(features::on);
        byte[] whole = features.snapshot();
        assertThatThrownBy(() -> features.restore(Arrays.copyOf(whole, whole.length - 1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(features.sessions()).isZero();
        assertThat(frame(0).rows()).isEmpty();
        assertThat(features.knownUpToNanos()).isEqualTo(Long.MIN_VALUE);
    }

    @Test
    void shouldListTheKnownNamesWhenOneIsUnknown() {
        assertThatThrownBy(() -> frame(0, "close", "alpha.7"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("[alpha.7]")
                .hasMessageContaining("momentum.252.21");
    }

    @Test
    void shouldGiveTheValuesInTheOrderAskedFor() {
        features.on(bar("BBB", 0, 20));
        features.on(bar("AAA", 0, 10));
        FeatureFrame frame = frame(0, "bars", "close");
        assertThat(frame.rows()).extracting(row -> row.instrument().value()).containsExactly("AAA", "BBB");
        assertThat(frame.rows().get(1).values()).containsExactly(1, 20);
    }

    private FeatureFrame frame(int day, String... names) {
        List<String> wanted = names.length == 0 ? FeatureNames.ALL : List.of(names);
        return features.frame(TradingDays.closeNanos(DAYS.get(day)), DAYS.get(day), wanted);
    }

    private double value(String instrument, String name, int day) {
        return frame(day, name).rows().stream()
                .filter(row -> row.instrument().value().equals(instrument))
                .findFirst()
                .orElseThrow()
                .values()[0];
    }

    private static double[] values(Features of, int day) {
        return of.everything(TradingDays.closeNanos(DAYS.get(day)), DAYS.get(day))
                .rows()
                .get(0)
                .values();
    }

    private static Bar bar(String instrument, int day, double close) {
        return Bars.of(instrument).on(DAYS.get(day)).close(close).build();
    }

    private static Quote quote(String instrument, double bid, double ask, long time) {
        Quantity size = Quantity.ofShares(100);
        return new Quote(InstrumentId.of(instrument), Price.of(bid), size, Price.of(ask), size, time, time);
    }

    private static InstrumentListing listing(String instrument, boolean benchmark) {
        return new InstrumentListing(InstrumentId.of(instrument), "none", benchmark, List.of(), 0, 0);
    }

    /** Told the evening before, as the guard against looking ahead needs it in these tests. */
    private static CorporateAction action(
            String instrument, int day, long numerator, long denominator, double dividend) {
        long known = TradingDays.closeNanos(DAYS.get(day - 1));
        return new CorporateAction(
                InstrumentId.of(instrument),
                DAYS.get(day),
                numerator,
                denominator,
                Price.of(dividend),
                TradingDays.openNanos(DAYS.get(day)),
                known);
    }
}
