package io.portcullis.signals.evaluation;

import io.portcullis.indicators.CrossSection;
import io.portcullis.model.event.EngineEvent;
import io.portcullis.model.id.AgentId;
import io.portcullis.model.signal.Signal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Whether two agents say the same: rank correlation of what they expect, in deviations, where both have an opinion on a name at
 * one instant. Of very many such pairs so many are kept, drawn by lot. Not thread-safe.
 */
public final class Agreement {
    private static final int KEPT_MAX = 20_000;

    private final SortedMap<Pair, Sample> samples = new TreeMap<>();
    private final long seed;

    /**
     * Two agents, the first in the alphabet first.
     *
     * @param first one
     * @param second the other
     */
    public record Pair(AgentId first, AgentId second) implements Comparable<Pair> {
        @Override
        public int compareTo(Pair other) {
            int byFirst = first.compareTo(other.first);
            return byFirst != 0 ? byFirst : second.compareTo(other.second);
        }
    }

    /**
     * How far two go together.
     *
     * @param both on how many names and instants both had an opinion
     * @param rankCorrelation Spearman's; NaN without spread
     */
    public record Together(long both, double rankCorrelation) {}

    private static final class Sample {
        private final Random random;
        private double[] first = new double[64];
        private double[] second = new double[64];
        private long seen;
        private int size;

        Sample(long seed) {
            random = new Random(seed);
        }

        /** Each of all that were seen is kept with the same probability (Vitter's algorithm R). */
        void add(double a, double b) {
            seen++;
            if (size < KEPT_MAX) {
                if (size == first.length) {
                    first = Arrays.copyOf(first, 2 * size);
                    second = Arrays.copyOf(second, 2 * size);
                }
                first[size] = a;
                second[size] = b;
                size++;
            } else {
                long place = (long) (random.nextDouble() * seen);
                if (place < KEPT_MAX) {
                    first[(int) place] = a;
                    second[(int) place] = b;
                }
            }
        }

        Together together() {
            return new Together(seen, rankCorrelation(Arrays.copyOf(first, size), Arrays.copyOf(second, size)));
        }
    }

    /** With a seed for what is kept. */
    public Agreement(long seed) {
        this.seed = seed;
    }

    /** Takes in what was said of a name at an instant. */
    public void on(EngineEvent.SignalBatch batch) {
        List<Signal> signals =
                batch.signals().stream().filter(signal -> signal.edgeBps() != 0).toList();
        for (int i = 0; i < signals.size(); i++) {
            for (int j = i + 1; j < signals.size(); j++) {
                Signal a = signals.get(i);
                Signal b = signals.get(j);
                boolean inOrder = a.agent().compareTo(b.agent()) < 0;
                Signal first = inOrder ? a : b;
                Signal second = inOrder ? b : a;
                samples.computeIfAbsent(
                                new Pair(first.agent(), second.agent()), pair -> new Sample(seed + samples.size()))
                        .add(said(first), said(second));
            }
        }
    }

    private static double said(Signal signal) {
        return signal.direction().sign() * signal.edgeBps() / signal.sigmaBps();
    }

    /** Each pair that ever spoke of the same. */
    public SortedMap<Pair, Together> pairs() {
        SortedMap<Pair, Together> pairs = new TreeMap<>();
        for (Map.Entry<Pair, Sample> entry : samples.entrySet()) {
            pairs.put(entry.getKey(), entry.getValue().together());
        }
        return pairs;
    }

    /** Spearman's rank correlation, equals sharing their mean rank; NaN where one of both does not vary. */
    static double rankCorrelation(double[] a, double[] b) {
        boolean varies = Arrays.stream(a).distinct().limit(2).count() == 2
                && Arrays.stream(b).distinct().limit(2).count() == 2;
        return varies ? Controls.correlation(CrossSection.ranks(a), CrossSection.ranks(b)) : Double.NaN;
    }
}
