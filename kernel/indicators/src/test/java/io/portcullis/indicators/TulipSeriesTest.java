package io.portcullis.indicators;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.DoubleSupplier;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/**
 * The test series of Tulip Indicators, most of them from Achelis' book, for every formula that the two have in common. They are
 * printed with three decimals or so, and start where the formula is known.
 *
 * <p>Left out are those that Tulip seeds in another way, by the first value instead of the mean of the first n: its averages are our
 * {@link Ewma}, and so are not MACD, DEMA, TEMA, TRIX and the oscillators made of them. So is Aroon: of equal lows Tulip takes the
 * newest, Stock.Indicators and we the oldest.
 */
class TulipSeriesTest {
    /** Of what is printed with three decimals, also after sums of such numbers. */
    private static final double TOLERANCE = 2e-3;

    /** How many series come out, where it is not one. */
    private static final Map<String, Integer> OUTPUTS = Map.of("bbands", 3, "stoch", 2);

    /** One series per output, as long as the inputs, NaN where it is not known. */
    private interface Formula {
        List<double[]> of(List<double[]> inputs, double[] options);
    }

    private interface Values {
        DoubleUnaryOperator with(int n);
    }

    private static final Map<String, Formula> FORMULAS = new TreeMap<>();

    private static void values(String name, Values fresh) {
        FORMULAS.put(name, (in, o) -> List.of(Series.of(fresh.with((int) o[0]), in.get(0))));
    }

    private static double[] beside(DoubleUnaryOperator fresh, DoubleSupplier accessor, double[] values) {
        return Series.of(
                value -> {
                    fresh.applyAsDouble(value);
                    return accessor.getAsDouble();
                },
                values);
    }

    /** Bars whose columns come in this order; what is left out is taken from the last one given. */
    private static double[] bars(Series.BarFormula fresh, List<double[]> in) {
        double[] low = in.get(Math.min(1, in.size() - 1));
        double[] close = in.get(Math.min(2, in.size() - 1));
        double[] volume = in.get(in.size() - 1);
        return Series.of(fresh, in.get(0), low, close, volume);
    }

    static {
        values("sma", n -> {
            RollingSum sum = new RollingSum(n);
            return value -> {
                sum.add(value);
                return sum.value() / n;
            };
        });
        values("sum", n -> {
            RollingSum sum = new RollingSum(n);
            return value -> {
                sum.add(value);
                return sum.value();
            };
        });
        values("ema", n -> Ewma.ofAlpha(2.0 / (n + 1))::add);
        values("wilders", n -> {
            WilderMean mean = new WilderMean(n);
            return value -> {
                mean.add(value);
                return mean.value();
            };
        });
        values("wma", n -> new WeightedMean(n)::add);
        values("hma", n -> new HullMean(n)::add);
        values("kama", n -> new Kama(n, 2, 30)::add);
        values("rsi", n -> new Rsi(n)::add);
        values("cmo", n -> new Cmo(n)::add);
        values("stochrsi", n -> {
            StochasticRsi it = new StochasticRsi(n, n, 1);
            return value -> it.add(value) / 100;
        });
        values("stddev", n -> {
            RollingMoments moments = new RollingMoments(n);
            return value -> {
                moments.add(value);
                return moments.populationSd();
            };
        });
        values("var", n -> {
            RollingMoments moments = new RollingMoments(n);
            return value -> {
                moments.add(value);
                return moments.populationSd() * moments.populationSd();
            };
        });
        values("max", n -> {
            RollingExtremes extremes = new RollingExtremes(n);
            return value -> {
                extremes.add(value);
                return extremes.highest();
            };
        });
        values("min", n -> {
            RollingExtremes extremes = new RollingExtremes(n);
            return value -> {
                extremes.add(value);
                return extremes.lowest();
            };
        });
        values("roc", n -> {
            RingWindow window = new RingWindow(n + 1);
            return value -> {
                window.add(value);
                return Returns.simple(window.ago(n), value);
            };
        });
        values("lag", n -> {
            RingWindow window = new RingWindow(n + 1);
            return value -> {
                window.add(value);
                return window.ago(n);
            };
        });
        values("linregslope", n -> {
            RollingBeta line = new RollingBeta(n);
            int[] bar = {0};
            return value -> {
                line.add(bar[0]++, value);
                return line.beta();
            };
        });
        FORMULAS.put("alma", (in, o) -> {
            // Tulip puts the bell on a whole value, the one before the place asked for
            double place = Math.floor(o[1] * (o[0] - 1)) / (o[0] - 1);
            return List.of(Series.of(new Alma((int) o[0], place, o[2])::add, in.get(0)));
        });
        FORMULAS.put("bbands", (in, o) -> {
            Bollinger lower = new Bollinger((int) o[0], o[1]);
            Bollinger middle = new Bollinger((int) o[0], o[1]);
            Bollinger upper = new Bollinger((int) o[0], o[1]);
            return List.of(
                    beside(lower::add, lower::lower, in.get(0)),
                    beside(middle::add, middle::middle, in.get(0)),
                    beside(upper::add, upper::upper, in.get(0)));
        });
        FORMULAS.put("typprice", (in, o) -> List.of(bars((h, l, c, v) -> MoneyFlow.typicalPrice(h, l, c), in)));
        FORMULAS.put("tr", (in, o) -> {
            double[] before = {Double.NaN};
            return List.of(bars(
                    (h, l, c, v) -> {
                        double range = Double.isNaN(before[0]) ? h - l : Atr.trueRange(h, l, before[0]);
                        before[0] = c;
                        return range;
                    },
                    in));
        });
        FORMULAS.put("cci", (in, o) -> {
            Cci it = new Cci((int) o[0]);
            return List.of(bars((h, l, c, v) -> it.add(h, l, c), in));
        });
        FORMULAS.put("willr", (in, o) -> {
            WilliamsR it = new WilliamsR((int) o[0]);
            return List.of(bars((h, l, c, v) -> it.add(h, l, c), in));
        });
        FORMULAS.put("ultosc", (in, o) -> {
            UltimateOscillator it = new UltimateOscillator((int) o[0], (int) o[1], (int) o[2]);
            return List.of(bars((h, l, c, v) -> it.add(h, l, c), in));
        });
        FORMULAS.put("stoch", (in, o) -> {
            Stochastic k = new Stochastic((int) o[0], (int) o[1], (int) o[2]);
            Stochastic d = new Stochastic((int) o[0], (int) o[1], (int) o[2]);
            return List.of(
                    bars((h, l, c, v) -> k.add(h, l, c), in),
                    bars(
                            (h, l, c, v) -> {
                                d.add(h, l, c);
                                return d.signal();
                            },
                            in));
        });
        FORMULAS.put("ad", (in, o) -> {
            ChaikinOscillator it = new ChaikinOscillator(3, 10);
            return List.of(bars(
                    (h, l, c, v) -> {
                        it.add(h, l, c, v);
                        return it.line();
                    },
                    in));
        });
        FORMULAS.put("mfi", (in, o) -> List.of(bars(new Mfi((int) o[0])::add, in)));
        FORMULAS.put("cmf", (in, o) -> List.of(bars(new Cmf((int) o[0])::add, in)));
        FORMULAS.put("obv", (in, o) -> {
            Obv it = new Obv();
            return List.of(bars((c, v, same, last) -> it.add(c, v), in));
        });
        FORMULAS.put("vwma", (in, o) -> {
            Vwap it = new Vwap((int) o[0]);
            return List.of(bars((c, v, same, last) -> it.add(c, c, c, v), in));
        });
    }

    private final TreeSet<String> compared = new TreeSet<>();
    private final List<String> differences = new ArrayList<>();

    @Test
    void shouldAgreeOverEveryWholeSeries() throws IOException {
        for (String file : List.of("atoz", "extra", "untest")) {
            List<String> lines = ReferenceFiles.lines("tulip/" + file + ".txt.gz");
            for (int i = 0; i < lines.size(); i++) {
                String[] words = lines.get(i).strip().split("\\s+");
                if (FORMULAS.containsKey(words[0])) {
                    compare(file + " " + lines.get(i).strip(), words, arraysAfter(lines, i));
                }
            }
        }
        assertThat(differences).isEmpty();
        assertThat(compared).as("formulas compared").isEqualTo(FORMULAS.keySet());
    }

    private static List<double[]> arraysAfter(List<String> lines, int at) {
        List<double[]> arrays = new ArrayList<>();
        for (int i = at + 1; i < lines.size() && !lines.get(i).isBlank(); i++) {
            String line = lines.get(i).strip();
            if (line.startsWith("{")) {
                arrays.add(Arrays.stream(line.substring(1, line.length() - 1).split(","))
                        .mapToDouble(Double::parseDouble)
                        .toArray());
            }
        }
        return arrays;
    }

    private void compare(String where, String[] words, List<double[]> arrays) {
        double[] options =
                Arrays.stream(words).skip(1).mapToDouble(Double::parseDouble).toArray();
        Formula formula = FORMULAS.get(words[0]);
        int outputs = OUTPUTS.getOrDefault(words[0], 1);
        List<double[]> inputs = arrays.subList(0, arrays.size() - outputs);
        List<double[]> ours = formula.of(inputs, options);
        for (int o = 0; o < outputs; o++) {
            double[] theirs = arrays.get(inputs.size() + o);
            int first = ours.get(o).length - theirs.length;
            for (int i = 0; i < theirs.length; i++) {
                double our = ours.get(o)[first + i];
                if (!(Math.abs(our - theirs[i]) <= TOLERANCE * Math.max(1, Math.abs(theirs[i])))) {
                    differences.add(where + ", output " + o + ", value " + i + ": " + our + " instead of " + theirs[i]);
                }
            }
        }
        compared.add(words[0]);
    }
}
