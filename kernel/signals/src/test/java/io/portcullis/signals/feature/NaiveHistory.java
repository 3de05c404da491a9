package io.portcullis.signals.feature;

import java.util.ArrayList;
import java.util.List;

/** The features of one instrument by their definitions, computed from the whole history each time: slow and obvious. */
final class NaiveHistory {
    private final List<double[]> days = new ArrayList<>();

    /** The split and the dividend took effect before this day's price. */
    void add(double close, double volume, double split, double dividend) {
        for (double[] day : days) {
            day[2] *= split;
        }
        double previous = days.isEmpty() ? Double.NaN : days.get(days.size() - 1)[0];
        days.add(new double[] {close, close * volume, volume, (close * split + dividend) / previous - 1});
    }

    double[] values() {
        int n = days.size();
        double[] today = days.get(n - 1);
        return new double[] {
            today[0],
            today[3],
            0,
            n > 252 ? level(n - 22) / level(n - 253) - 1 : Double.NaN,
            sd(20),
            sd(126),
            mean(2),
            mean(1),
            // The only instrument is its own market.
            n > 252 ? 1 : Double.NaN,
            n,
            Double.NaN
        };
    }

    private double level(int last) {
        double level = 1;
        for (int i = 1; i <= last; i++) {
            level *= 1 + days.get(i)[3];
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
                .mapToDouble(day -> Math.log(1 + day[3]))
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
