package io.portcullis.agent.sentiment;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How much each source counts; 1 for those that are not named.
 *
 * @param weights weight by source
 */
record SourceWeights(SortedMap<String, Double> weights) {
    private static final double WEIGHT_MAX = 10;

    /** Reads {@code NAME=WEIGHT;NAME=WEIGHT}. */
    static SourceWeights parse(String text) {
        SortedMap<String, Double> weights = new TreeMap<>();
        for (String entry : text.isBlank() ? new String[0] : text.split(";")) {
            int equals = entry.lastIndexOf('=');
            double weight = equals < 1 ? Double.NaN : number(entry.substring(equals + 1));
            if (!(weight >= 0 && weight <= WEIGHT_MAX)) {
                throw new IllegalArgumentException(SentimentConfig.PID
                        + ": source.weights must read NAME=WEIGHT;NAME=WEIGHT with weights 0 to 10, got '" + entry
                        + "'");
            }
            weights.put(entry.substring(0, equals).strip(), weight);
        }
        return new SourceWeights(Collections.unmodifiableSortedMap(weights));
    }

    private static double number(String text) {
        try {
            return Double.parseDouble(text.strip());
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    double of(String source) {
        return weights.getOrDefault(source, 1.0);
    }
}
