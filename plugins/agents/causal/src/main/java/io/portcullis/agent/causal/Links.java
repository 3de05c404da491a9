package io.portcullis.agent.causal;

import io.portcullis.indicators.RingWindow;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** The drivers and the sectors' excess returns of 500 days, and which driver moves before which sector. Not thread-safe. */
final class Links {
    static final int DAYS_MIN = 250;
    private static final int DAYS_MAX = 500;
    private static final int REFIT_DAYS = 21;
    private static final int SECTORS_MAX = 32;
    private static final int FOLDS = 5;
    private static final int PURGE = 5;

    private final double falseDiscoveryRate;
    private final RingWindow[] drivers = new RingWindow[Drivers.COUNT];
    private final SortedMap<String, RingWindow> sectors = new TreeMap<>();
    private final SortedMap<String, double[]> effects = new TreeMap<>();
    private final double[] deviations = new double[Drivers.COUNT];
    private int sinceFit;

    Links(double falseDiscoveryRate) {
        this.falseDiscoveryRate = falseDiscoveryRate;
        for (int i = 0; i < drivers.length; i++) {
            drivers[i] = new RingWindow(DAYS_MAX);
        }
    }

    /** Takes in one day; fits again when a month has passed. A sector without a return on it begins anew. */
    void add(double[] changes, SortedMap<String, Double> excessReturns) {
        for (int i = 0; i < drivers.length; i++) {
            drivers[i].add(changes[i]);
        }
        sectors.keySet().retainAll(excessReturns.keySet());
        excessReturns.forEach((sector, excess) -> {
            if (sectors.containsKey(sector) || sectors.size() < SECTORS_MAX) {
                sectors.computeIfAbsent(sector, name -> new RingWindow(DAYS_MAX))
                        .add(excess);
            }
        });
        if (drivers[0].size() >= DAYS_MIN && sinceFit++ % REFIT_DAYS == 0) {
            fit();
        }
    }

    private void fit() {
        for (int i = 0; i < drivers.length; i++) {
            deviations[i] = deviation(values(drivers[i], drivers[i].size()));
        }
        SortedMap<String, double[]> probabilities = new TreeMap<>();
        double[] all = new double[sectors.size() * Drivers.COUNT];
        Arrays.fill(all, Double.NaN);
        int at = 0;
        for (Map.Entry<String, RingWindow> sector : sectors.entrySet()) {
            double[] of = new double[Drivers.COUNT];
            for (int i = 0; i < Drivers.COUNT; i++) {
                of[i] = probability(sector.getValue(), drivers[i]);
                all[at++] = of[i];
            }
            probabilities.put(sector.getKey(), of);
        }
        double threshold = FalseDiscovery.threshold(all, falseDiscoveryRate);
        effects.clear();
        probabilities.forEach((sector, of) -> {
            double[] effect = new double[Drivers.COUNT];
            boolean any = false;
            for (int i = 0; i < Drivers.COUNT; i++) {
                effect[i] = of[i] <= threshold ? effect(sectors.get(sector), i) : 0;
                any |= effect[i] != 0;
            }
            if (any) {
                effects.put(sector, effect);
            }
        });
    }

    private static double probability(RingWindow sector, RingWindow driver) {
        int n = Math.min(sector.size(), driver.size());
        Granger test = n < DAYS_MIN ? null : Granger.test(values(sector, n), values(driver, n));
        return test == null ? Double.NaN : test.p();
    }

    /** Of a driver's change on a sector's return the day after, with the other drivers and the sector's own day held still. */
    private double effect(RingWindow sector, int driver) {
        int n = Math.min(sector.size(), drivers[driver].size()) - 1;
        double[] outcome = new double[n];
        double[] treatment = new double[n];
        double[][] controls = new double[n][1 + others(driver).length];
        for (int i = 0; i < n; i++) {
            int age = n - i;
            outcome[i] = sector.ago(age - 1);
            treatment[i] = drivers[driver].ago(age);
            controls[i][0] = sector.ago(age);
            int at = 1;
            for (int other : others(driver)) {
                controls[i][at++] = drivers[other].ago(age);
            }
        }
        PartialEffect effect = PartialEffect.of(outcome, treatment, controls, FOLDS, PURGE);
        return effect == null || Math.abs(effect.theta()) < 2 * effect.error() ? 0 : effect.theta();
    }

    /** The other drivers that ever moved: what stands still explains nothing. */
    private int[] others(int driver) {
        return IntStream.range(0, Drivers.COUNT)
                .filter(other -> other != driver && deviations[other] > 0)
                .toArray();
    }

    private static double[] values(RingWindow window, int n) {
        double[] values = new double[n];
        for (int i = 0; i < n; i++) {
            values[i] = window.ago(n - 1 - i);
        }
        return values;
    }

    private static double deviation(double[] values) {
        double sum = 0;
        double squares = 0;
        for (double value : values) {
            sum += value;
            squares += value * value;
        }
        return StrictMath.sqrt(Math.max(0, squares / values.length - sum * sum / values.length / values.length));
    }

    /** What the last day's drivers say of a sector, in deviations of what they usually say; 0 without a link. */
    double score(String sector) {
        double[] effect = effects.get(sector);
        if (effect == null) {
            return 0;
        }
        double said = 0;
        double usual = 0;
        for (int i = 0; i < Drivers.COUNT; i++) {
            said += effect[i] * drivers[i].ago(0);
            usual += effect[i] * deviations[i] * (effect[i] * deviations[i]);
        }
        return usual > 0 ? said / StrictMath.sqrt(usual) : 0;
    }

    /** The drivers that are linked to a sector, as a text; {@code none} without any. */
    String names(String sector) {
        double[] effect = effects.get(sector);
        StringBuilder names = new StringBuilder();
        for (int i = 0; effect != null && i < Drivers.COUNT; i++) {
            if (effect[i] != 0) {
                names.append(names.length() > 0 ? "+" : "").append(Drivers.NAMES[i]);
            }
        }
        return names.length() == 0 ? "none" : names.toString();
    }

    void writeTo(DataOutput out) throws IOException {
        for (RingWindow driver : drivers) {
            driver.writeTo(out);
        }
        for (double deviation : deviations) {
            out.writeDouble(deviation);
        }
        out.writeInt(sinceFit);
        out.writeInt(sectors.size());
        for (Map.Entry<String, RingWindow> sector : sectors.entrySet()) {
            out.writeUTF(sector.getKey());
            sector.getValue().writeTo(out);
        }
        out.writeInt(effects.size());
        for (Map.Entry<String, double[]> effect : effects.entrySet()) {
            out.writeUTF(effect.getKey());
            for (double value : effect.getValue()) {
                out.writeDouble(value);
            }
        }
    }

    void readFrom(DataInput in) throws IOException {
        for (RingWindow driver : drivers) {
            driver.readFrom(in);
        }
        for (int i = 0; i < deviations.length; i++) {
            deviations[i] = in.readDouble();
        }
        sinceFit = in.readInt();
        for (int n = in.readInt(); n > 0; n--) {
            String sector = in.readUTF();
            RingWindow window = new RingWindow(DAYS_MAX);
            window.readFrom(in);
            sectors.put(sector, window);
        }
        for (int n = in.readInt(); n > 0; n--) {
            String sector = in.readUTF();
            double[] effect = new double[Drivers.COUNT];
            for (int i = 0; i < effect.length; i++) {
                effect[i] = in.readDouble();
            }
            effects.put(sector, effect);
        }
    }
}
