package io.portcullis.agent.learning;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Exponential weights with a share that goes back to where they started (Herbster and Warmuth 1998). Weights sum to one. */
final class FixedShare {
    private FixedShare() {}

    /**
     * Weights after losses. Who has no loss was not asked: the others share what they had together among themselves.
     *
     * @param weights above zero
     * @param losses of some or all of them
     * @param rate how fast weights follow losses
     */
    static SortedMap<String, Double> hedge(
            SortedMap<String, Double> weights, SortedMap<String, Double> losses, double rate) {
        double mass = 0;
        double scaled = 0;
        SortedMap<String, Double> next = new TreeMap<>(weights);
        for (Map.Entry<String, Double> loss : losses.entrySet()) {
            double before = weights.get(loss.getKey());
            double after = before * StrictMath.exp(-rate * loss.getValue());
            next.put(loss.getKey(), after);
            mass += before;
            scaled += after;
        }
        for (String asked : losses.keySet()) {
            next.put(asked, next.get(asked) * mass / scaled);
        }
        return next;
    }

    /** Weights of which a share has gone back to the priors. */
    static SortedMap<String, Double> share(
            SortedMap<String, Double> weights, SortedMap<String, Double> priors, double share) {
        SortedMap<String, Double> next = new TreeMap<>();
        weights.forEach((name, weight) -> next.put(name, (1 - share) * weight + share * priors.get(name)));
        return next;
    }

    /** The same proportions with sum one. */
    static SortedMap<String, Double> normalised(SortedMap<String, Double> weights) {
        double sum = 0;
        for (double weight : weights.values()) {
            sum += weight;
        }
        double total = sum;
        SortedMap<String, Double> next = new TreeMap<>();
        weights.forEach((name, weight) -> next.put(name, weight / total));
        return next;
    }
}
