package io.portcullis.system.evidence;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;

/** Standard deviation of the last 60 daily log returns per instrument, for the impact that a fill should have paid. */
final class TrailingSigma {
    private static final int DAYS = 60;
    private static final int LEAST = 5;
    private static final double UNKNOWN = 0.02;

    private final Map<String, Double> lastClose = new HashMap<>();
    private final Map<String, ArrayDeque<Double>> returns = new HashMap<>();

    void split(RawData.Action action) {
        lastClose.computeIfPresent(action.instrument(), (id, close) -> close * action.q() / action.p());
    }

    void close(String instrument, double close) {
        Double before = lastClose.put(instrument, close);
        if (before != null) {
            ArrayDeque<Double> window = returns.computeIfAbsent(instrument, id -> new ArrayDeque<>());
            window.addLast(Math.log(close / before));
            if (window.size() > DAYS) {
                window.removeFirst();
            }
        }
    }

    double of(String instrument) {
        ArrayDeque<Double> window = returns.get(instrument);
        if (window == null || window.size() < LEAST) {
            return UNKNOWN;
        }
        double mean = window.stream().mapToDouble(each -> each).sum() / window.size();
        double squares = window.stream()
                .mapToDouble(each -> (each - mean) * (each - mean))
                .sum();
        return Math.sqrt(squares / (window.size() - 1));
    }
}
