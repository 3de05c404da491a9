package io.portcullis.signals.feature;

import io.portcullis.indicators.Adx;
import io.portcullis.indicators.Atr;
import io.portcullis.indicators.Bollinger;
import io.portcullis.indicators.Macd;
import io.portcullis.indicators.Rsi;
import io.portcullis.indicators.Series;
import io.portcullis.indicators.Vwap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/** The features of one instrument by their definitions, computed from the whole history each time: slow and obvious. */
final class NaiveHistory {
    private static final int HIGH = 0;
    private static final int LOW = 1;
    private static final int CLOSE = 2;
    private static final int SHARES = 3;
    private static final int DOLLARS = 4;
    private static final int RETURN = 5;

    private final List<double[]> days = new ArrayList<>();

    /** High, low, close and volume of a day; the split and the dividend took effect before it. */
    void add(double[] bar, double split, double dividend) {
        for (double[] day : days) {
            day[SHARES] *= split;
        }
        double previous = days.isEmpty() ? Double.NaN : days.get(days.size() - 1)[CLOSE];
        double close = bar[CLOSE];
        double total = (close * split + dividend) / previous - 1;
        days.add(new double[] {bar[HIGH], bar[LOW], close, bar[SHARES], close * bar[SHARES], total});
    }

    double[] values() {
        int n = days.size();
        double[] today = days.get(n - 1);
        double[] known = {
            today[CLOSE],
            today[RETURN],
            0,
            n > 252 ? level(n - 22) / level(n - 253) - 1 : Double.NaN,
            sd(20),
            sd(126),
            mean(SHARES),
            mean(DOLLARS),
            // The only instrument is its own market.
            n > 252 ? 1 : Double.NaN,
            n,
            Double.NaN,
            n > 5 ? level(n - 1) / level(n - 6) - 1 : Double.NaN,
            n > 252 ? level(n - 1) / level(n - 253) - 1 : Double.NaN
        };
        double[] withoutQuotes = {Double.NaN, Double.NaN, Double.NaN};
        return Stream.of(known, charts(), withoutQuotes)
                .flatMapToDouble(DoubleStream::of)
                .toArray();
    }

    /** Drawn as a charting program does it: the whole past put on today's terms, then each formula from its first bar on. */
    private double[] charts() {
        int n = days.size();
        double[][] bars = new double[4][n];
        double ofToday = level(n - 1) / days.get(n - 1)[CLOSE];
        double index = 1;
        for (int i = 0; i < n; i++) {
            double[] day = days.get(i);
            index *= i == 0 ? 1 : 1 + day[RETURN];
            double back = index / ofToday / day[CLOSE];
            bars[HIGH][i] = day[HIGH] * back;
            bars[LOW][i] = day[LOW] * back;
            bars[CLOSE][i] = day[CLOSE] * back;
            bars[SHARES][i] = day[SHARES];
        }
        double close = days.get(n - 1)[CLOSE];
        Atr range = new Atr(14);
        Adx direction = new Adx(14);
        double mean200 = n < 200
                ? Double.NaN
                : Arrays.stream(bars[CLOSE], n - 200, n).average().orElseThrow();
        return new double[] {
            last(Series.of(new Rsi(14)::add, bars[CLOSE])),
            last(Series.of(new Macd(12, 26, 9)::add, bars[CLOSE])) / close,
            last(Series.of(new Bollinger(20, 2)::add, bars[CLOSE])),
            last(over(bars, (h, l, c, v) -> range.add(h, l, c))) / close,
            last(over(bars, (h, l, c, v) -> direction.add(h, l, c))),
            close / mean200 - 1,
            close / last(over(bars, new Vwap(5)::add)) - 1
        };
    }

    private static double[] over(double[][] bars, Series.BarFormula formula) {
        return Series.of(formula, bars[HIGH], bars[LOW], bars[CLOSE], bars[SHARES]);
    }

    private static double last(double[] values) {
        return values[values.length - 1];
    }

    private double level(int last) {
        double level = 1;
        for (int i = 1; i <= last; i++) {
            level *= 1 + days.get(i)[RETURN];
        }
        return level;
    }

    private double mean(int column) {
        if (days.size() < 20) {
            return Double.NaN;
        }
        return days.subList(days.size() - 20, days.size()).stream()
                .mapToDouble(day -> day[column])
                .average()
                .orElseThrow();
    }

    private double sd(int window) {
        if (days.size() <= window) {
            return Double.NaN;
        }
        double[] logs = days.subList(days.size() - window, days.size()).stream()
                .mapToDouble(day -> Math.log(1 + day[RETURN]))
                .toArray();
        double mean = 0;
        for (double log : logs) {
            mean += log / window;
        }
        double squares = 0;
        for (double log : logs) {
            squares += (log - mean) * (log - mean);
        }
        return Math.sqrt(squares / (window - 1));
    }
}
