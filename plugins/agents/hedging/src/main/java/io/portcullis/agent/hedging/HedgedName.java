package io.portcullis.agent.hedging;

import io.portcullis.indicators.RingWindow;
import io.portcullis.model.id.InstrumentId;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** One name against each hedging instrument, what its hedge leaves, and the hedge that was proposed last. Not thread-safe. */
final class HedgedName {
    static final int PAIRS_MIN = 60;
    private static final int RESIDUALS = 126;
    private static final double TAIL = 0.025;

    private final double halfLife;
    private final SortedMap<InstrumentId, Covariation> hedges = new TreeMap<>();
    private final RingWindow residuals = new RingWindow(RESIDUALS);
    private InstrumentId proposed;
    private double ratio;

    HedgedName(double halfLife) {
        this.halfLife = halfLife;
    }

    /** Takes in the returns of one day; what the proposed hedge left of it is remembered first. */
    void add(double nameReturn, SortedMap<InstrumentId, Double> hedgeReturns) {
        if (proposed != null && hedgeReturns.containsKey(proposed)) {
            residuals.add(nameReturn - ratio * hedgeReturns.get(proposed));
        }
        hedgeReturns.forEach((hedge, hedgeReturn) ->
                hedges.computeIfAbsent(hedge, id -> new Covariation(halfLife)).add(nameReturn, hedgeReturn));
    }

    /** The hedge that explains most; null when none has enough common days. Among equals the first in the alphabet. */
    InstrumentId best() {
        InstrumentId best = null;
        double most = Double.NEGATIVE_INFINITY;
        for (Map.Entry<InstrumentId, Covariation> hedge : hedges.entrySet()) {
            double effectiveness = hedge.getValue().effectiveness();
            if (hedge.getValue().pairs() >= PAIRS_MIN && effectiveness > most) {
                best = hedge.getKey();
                most = effectiveness;
            }
        }
        return best;
    }

    Covariation against(InstrumentId hedge) {
        return hedges.get(hedge);
    }

    /** Proposes a hedge: the former one, as long as the best is the same instrument and its ratio within the band. */
    void propose(InstrumentId hedge, double band) {
        double wanted = hedges.get(hedge).shrunkRatio();
        if (!hedge.equals(proposed) || Math.abs(wanted - ratio) > band * Math.abs(ratio)) {
            proposed = hedge;
            ratio = wanted;
        }
    }

    void withdraw() {
        proposed = null;
        ratio = 0;
    }

    /** Units of the hedge to be sold for each unit of the name. */
    double ratio() {
        return ratio;
    }

    /** Mean loss of what the hedge leaves in the worst 2.5 % of days, the last of them in part; NaN until they are all known. */
    double tailLoss() {
        if (!residuals.isFull()) {
            return Double.NaN;
        }
        double[] losses = new double[RESIDUALS];
        for (int i = 0; i < RESIDUALS; i++) {
            losses[i] = -residuals.ago(i);
        }
        return tailLoss(losses, TAIL);
    }

    /** Mean of the largest share of losses; the loss at its border counts with the part that is still inside. */
    static double tailLoss(double[] losses, double share) {
        double left = share * losses.length;
        double[] largest = largest(losses, (int) Math.ceil(left));
        double sum = 0;
        for (double loss : largest) {
            sum += Math.min(1, left) * loss;
            left--;
        }
        return sum / (share * losses.length);
    }

    /** The largest first. There are few of them, so that looking once at each value beats sorting all. */
    private static double[] largest(double[] values, int count) {
        double[] largest = new double[count];
        Arrays.fill(largest, Double.NEGATIVE_INFINITY);
        for (double value : values) {
            int place = count;
            while (place > 0 && value > largest[place - 1]) {
                place--;
            }
            if (place < count) {
                System.arraycopy(largest, place, largest, place + 1, count - place - 1);
                largest[place] = value;
            }
        }
        return largest;
    }

    void writeTo(DataOutput out) throws IOException {
        out.writeInt(hedges.size());
        for (Map.Entry<InstrumentId, Covariation> hedge : hedges.entrySet()) {
            out.writeUTF(hedge.getKey().value());
            hedge.getValue().writeTo(out);
        }
        residuals.writeTo(out);
        out.writeUTF(proposed == null ? "" : proposed.value());
        out.writeDouble(ratio);
    }

    void readFrom(DataInput in) throws IOException {
        for (int n = in.readInt(); n > 0; n--) {
            InstrumentId hedge = InstrumentId.of(in.readUTF());
            Covariation covariation = new Covariation(halfLife);
            covariation.readFrom(in);
            hedges.put(hedge, covariation);
        }
        residuals.readFrom(in);
        String id = in.readUTF();
        proposed = id.isEmpty() ? null : InstrumentId.of(id);
        ratio = in.readDouble();
    }
}
