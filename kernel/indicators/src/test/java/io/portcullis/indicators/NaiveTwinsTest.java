package io.portcullis.indicators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Each sliding formula beside the slow and obvious one, on a seeded walk; and each state written and taken up. */
class NaiveTwinsTest {
    private static final int BARS = 600;
    private static final int N = 14;
    private static final long SEED = 3;

    private final double[] high = new double[BARS];
    private final double[] low = new double[BARS];
    private final double[] close = new double[BARS];
    private final double[] volume = new double[BARS];

    NaiveTwinsTest() {
        Random random = new Random(SEED);
        double price = 50;
        for (int i = 0; i < BARS; i++) {
            price *= Math.exp(0.02 * random.nextGaussian());
            close[i] = price;
            high[i] = price * (1 + 0.01 * random.nextDouble());
            low[i] = price * (1 - 0.01 * random.nextDouble());
            volume[i] = random.nextInt(10) == 0 ? 0 : 1e6 * random.nextDouble();
        }
    }

    private interface Sum {
        double at(int bar);
    }

    private static double window(int last, int n, Sum term) {
        double sum = 0;
        for (int i = last - n + 1; i <= last; i++) {
            sum += term.at(i);
        }
        return sum;
    }

    private void compare(double[] sliding, int first, Sum naive) {
        for (int i = 0; i < BARS; i++) {
            if (i < first) {
                assertThat(sliding[i]).as("seed %d, bar %d", SEED, i).isNaN();
            } else {
                assertThat(sliding[i]).as("seed %d, bar %d", SEED, i).isEqualTo(naive.at(i), within(1e-9));
            }
        }
    }

    private double typical(int i) {
        return (high[i] + low[i] + close[i]) / 3;
    }

    @Test
    void shouldAgreeOnTheVolumeWeightedPrice() {
        compare(
                Series.of(new Vwap(N)::add, high, low, close, volume),
                N - 1,
                i -> window(i, N, j -> typical(j) * volume[j]) / window(i, N, j -> volume[j]));
    }

    @Test
    void shouldAgreeOnTheChaikinFlow() {
        compare(
                Series.of(new Cmf(N)::add, high, low, close, volume),
                N - 1,
                i -> window(i, N, j -> (2 * close[j] - high[j] - low[j]) / (high[j] - low[j]) * volume[j])
                        / window(i, N, j -> volume[j]));
    }

    @Test
    void shouldAgreeOnTheMoneyFlowIndex() {
        compare(Series.of(new Mfi(N)::add, high, low, close, volume), N, i -> {
            double in = window(i, N, j -> typical(j) > typical(j - 1) ? typical(j) * volume[j] : 0);
            double out = window(i, N, j -> typical(j) < typical(j - 1) ? typical(j) * volume[j] : 0);
            return 100 - 100 / (1 + in / out);
        });
    }

    @Test
    void shouldAgreeOnTheBands() {
        compare(Series.of(new Bollinger(N, 2)::add, close), N - 1, i -> {
            double mean = window(i, N, j -> close[j]) / N;
            double sd = Math.sqrt(window(i, N, j -> (close[j] - mean) * (close[j] - mean)) / N);
            return (close[i] - mean + 2 * sd) / (4 * sd);
        });
    }

    /** Wilder's mean is a weighted sum: the seed's weight shrinks by 13/14 a bar, as does that of every later value. */
    @Test
    void shouldAgreeOnTheTrueRange() {
        compare(Series.of((h, l, c, v) -> atr.add(h, l, c), high, low, close, volume), N, i -> {
            double mean = window(N, N, this::range) / N;
            double sum = mean * Math.pow(13 / 14.0, i - N);
            for (int j = N + 1; j <= i; j++) {
                sum += range(j) / 14 * Math.pow(13 / 14.0, i - j);
            }
            return sum;
        });
    }

    private final Atr atr = new Atr(N);

    private double range(int i) {
        double most = Math.max(high[i] - low[i], Math.abs(high[i] - close[i - 1]));
        return Math.max(most, Math.abs(low[i] - close[i - 1]));
    }

    @Test
    void shouldSumExactlyZeroOnceOnlyZerosAreLeft() {
        RollingSum sum = new RollingSum(3);
        for (double value : new double[] {0.1, 0.2, 1e9, 0.3}) {
            sum.add(value);
        }
        for (int i = 0; i < 3; i++) {
            sum.add(0);
        }
        assertThat(sum.value()).isZero();
    }

    @Test
    void shouldScaleASum() {
        RollingSum sum = new RollingSum(2);
        sum.add(1);
        sum.add(2);
        sum.scale(3);
        assertThat(sum.value()).isEqualTo(9);
        sum.add(4);
        assertThat(sum.value()).isEqualTo(10);
    }

    /** One accumulator behind a common face. */
    private interface Twin {
        double add(double high, double low, double close, double volume);

        void writeTo(DataOutput out) throws IOException;

        void readFrom(DataInput in) throws IOException;
    }

    private interface Writing {
        void to(DataOutput out) throws IOException;
    }

    private interface Reading {
        void from(DataInput in) throws IOException;
    }

    private static Twin twin(Series.BarFormula formula, Writing writing, Reading reading) {
        return new Twin() {
            @Override
            public double add(double high, double low, double close, double volume) {
                return formula.add(high, low, close, volume);
            }

            @Override
            public void writeTo(DataOutput out) throws IOException {
                writing.to(out);
            }

            @Override
            public void readFrom(DataInput in) throws IOException {
                reading.from(in);
            }
        };
    }

    private static final List<Supplier<Twin>> ALL = List.of(
            () -> {
                WeightedMean it = new WeightedMean(N);
                return twin((h, l, c, v) -> it.add(c), it::writeTo, it::readFrom);
            },
            () -> {
                HullMean it = new HullMean(N);
                return twin((h, l, c, v) -> it.add(c), it::writeTo, it::readFrom);
            },
            () -> {
                Alma it = new Alma(9, 0.85, 6);
                return twin((h, l, c, v) -> it.add(c), it::writeTo, it::readFrom);
            },
            () -> {
                TripleEma it = new TripleEma(N);
                return twin((h, l, c, v) -> it.add(c), it::writeTo, it::readFrom);
            },
            () -> {
                Kama it = new Kama(10, 2, 30);
                return twin((h, l, c, v) -> it.add(c), it::writeTo, it::readFrom);
            },
            () -> {
                Stochastic it = new Stochastic(N, 3, 3);
                return twin((h, l, c, v) -> it.add(h, l, c), it::writeTo, it::readFrom);
            },
            () -> {
                StochasticRsi it = new StochasticRsi(N, N, 3);
                return twin((h, l, c, v) -> it.add(c), it::writeTo, it::readFrom);
            },
            () -> {
                WilliamsR it = new WilliamsR(N);
                return twin((h, l, c, v) -> it.add(h, l, c), it::writeTo, it::readFrom);
            },
            () -> {
                Cci it = new Cci(20);
                return twin((h, l, c, v) -> it.add(h, l, c), it::writeTo, it::readFrom);
            },
            () -> {
                Cmo it = new Cmo(N);
                return twin((h, l, c, v) -> it.add(c), it::writeTo, it::readFrom);
            },
            () -> {
                UltimateOscillator it = new UltimateOscillator(7, 14, 28);
                return twin((h, l, c, v) -> it.add(h, l, c), it::writeTo, it::readFrom);
            },
            () -> {
                TrueStrength it = new TrueStrength(25, 13, 7);
                return twin((h, l, c, v) -> it.add(c), it::writeTo, it::readFrom);
            },
            () -> {
                Aroon it = new Aroon(25);
                return twin((h, l, c, v) -> it.add(h, l), it::writeTo, it::readFrom);
            },
            () -> {
                Vortex it = new Vortex(N);
                return twin((h, l, c, v) -> it.add(h, l, c), it::writeTo, it::readFrom);
            },
            () -> {
                Keltner it = new Keltner(20, 2, 10);
                return twin((h, l, c, v) -> it.add(h, l, c), it::writeTo, it::readFrom);
            },
            () -> {
                UlcerIndex it = new UlcerIndex(N);
                return twin((h, l, c, v) -> it.add(c), it::writeTo, it::readFrom);
            },
            () -> {
                Choppiness it = new Choppiness(N);
                return twin((h, l, c, v) -> it.add(h, l, c), it::writeTo, it::readFrom);
            },
            () -> {
                ForceIndex it = new ForceIndex(2);
                return twin((h, l, c, v) -> it.add(c, v), it::writeTo, it::readFrom);
            },
            () -> {
                ChaikinOscillator it = new ChaikinOscillator(3, 10);
                return twin((h, l, c, v) -> it.add(h, l, c, v), it::writeTo, it::readFrom);
            },
            () -> {
                Ema it = new Ema(N);
                return twin((h, l, c, v) -> it.add(c), it::writeTo, it::readFrom);
            },
            () -> {
                Rsi it = new Rsi(N);
                return twin((h, l, c, v) -> it.add(c), it::writeTo, it::readFrom);
            },
            () -> {
                Macd it = new Macd(12, 26, 9);
                return twin((h, l, c, v) -> it.add(c), it::writeTo, it::readFrom);
            },
            () -> {
                Bollinger it = new Bollinger(20, 2);
                return twin((h, l, c, v) -> it.add(c), it::writeTo, it::readFrom);
            },
            () -> {
                Atr it = new Atr(N);
                return twin((h, l, c, v) -> it.add(h, l, c), it::writeTo, it::readFrom);
            },
            () -> {
                Adx it = new Adx(N);
                return twin((h, l, c, v) -> it.add(h, l, c), it::writeTo, it::readFrom);
            },
            () -> {
                Vwap it = new Vwap(5);
                return twin(it::add, it::writeTo, it::readFrom);
            },
            () -> {
                Obv it = new Obv();
                return twin((h, l, c, v) -> it.add(c, v), it::writeTo, it::readFrom);
            },
            () -> {
                Cmf it = new Cmf(20);
                return twin(it::add, it::writeTo, it::readFrom);
            },
            () -> {
                Mfi it = new Mfi(N);
                return twin(it::add, it::writeTo, it::readFrom);
            },
            () -> {
                Vpin it = new Vpin(10);
                it.resize(2e5);
                return twin((h, l, c, v) -> it.add(c - (h + l) / 2, 0.2, v), it::writeTo, it::readFrom);
            },
            () -> {
                EmpiricalCdf it = new EmpiricalCdf(30);
                return twin(
                        (h, l, c, v) -> {
                            it.add(c);
                            return it.of(c);
                        },
                        it::writeTo,
                        it::readFrom);
            });

    @Test
    void shouldGoOnFromEachWrittenStateWithTheSameBits() throws IOException {
        for (Supplier<Twin> fresh : ALL) {
            for (int cut : new int[] {0, 7, 40, 333}) {
                Twin whole = fresh.get();
                feed(whole, 0, cut);
                ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                whole.writeTo(new DataOutputStream(bytes));
                Twin resumed = fresh.get();
                resumed.readFrom(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
                assertThat(feed(resumed, cut, BARS)).isEqualTo(feed(whole, cut, BARS));
            }
        }
    }

    @Test
    void shouldKeepItsAnswerOverABarThatIsNoNumber() {
        for (Supplier<Twin> fresh : ALL.subList(0, ALL.size() - 1)) {
            Twin twin = fresh.get();
            double before = feed(twin, 0, 100)[99];
            assertThat(twin.add(Double.NaN, Double.NaN, Double.NaN, Double.NaN)).isEqualTo(before);
        }
    }

    private double[] feed(Twin twin, int from, int to) {
        double[] answers = new double[to - from];
        for (int i = from; i < to; i++) {
            answers[i - from] = twin.add(high[i], low[i], close[i], volume[i]);
        }
        return answers;
    }
}
