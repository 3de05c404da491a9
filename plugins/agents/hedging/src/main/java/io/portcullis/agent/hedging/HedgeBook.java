package io.portcullis.agent.hedging;

import io.portcullis.indicators.FreshBars;
import io.portcullis.model.id.InstrumentId;
import io.portcullis.model.market.InstrumentListing;
import io.portcullis.spi.AgentMemory;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The agent's memory: which instruments hedge, and each name against them. Not thread-safe. */
final class HedgeBook {
    private static final int FORMAT = 1;
    private static final int HEDGES_MAX = 8;

    private final double halfLife;
    private final SortedSet<InstrumentId> hedges = new TreeSet<>();
    private final SortedMap<InstrumentId, HedgedName> names = new TreeMap<>();
    private final FreshBars bars = new FreshBars();

    HedgeBook(double halfLife) {
        this.halfLife = halfLife;
    }

    void on(InstrumentListing listing) {
        if (listing.benchmark() && hedges.size() < HEDGES_MAX) {
            hedges.add(listing.instrument());
        }
    }

    boolean isHedge(InstrumentId instrument) {
        return hedges.contains(instrument);
    }

    FreshBars bars() {
        return bars;
    }

    /**
     * Takes in one day.
     *
     * @param returns of the names that had a bar on it; the others stand still
     * @param present all that have a return, also an older one; who is not among them is forgotten
     */
    void day(SortedMap<InstrumentId, Double> returns, Set<InstrumentId> present) {
        SortedMap<InstrumentId, Double> hedgeReturns = new TreeMap<>(returns);
        hedgeReturns.keySet().retainAll(hedges);
        names.keySet().retainAll(present);
        returns.forEach((instrument, dayReturn) -> {
            if (!isHedge(instrument) && !hedgeReturns.isEmpty()) {
                names.computeIfAbsent(instrument, id -> new HedgedName(halfLife))
                        .add(dayReturn, hedgeReturns);
            }
        });
    }

    /** Null when nothing is known of it. */
    HedgedName find(InstrumentId instrument) {
        return names.get(instrument);
    }

    byte[] snapshot() {
        return AgentMemory.write(FORMAT, this::write);
    }

    private void write(DataOutput out) throws IOException {
        bars.writeTo(out);
        out.writeInt(hedges.size());
        for (InstrumentId hedge : hedges) {
            out.writeUTF(hedge.value());
        }
        AgentMemory.writeEach(out, names, HedgedName::writeTo);
    }

    void restore(byte[] snapshot) {
        AgentMemory.read(snapshot, FORMAT, this::forget, this::read);
    }

    private void read(DataInput in) throws IOException {
        bars.readFrom(in);
        for (int n = in.readInt(); n > 0; n--) {
            hedges.add(InstrumentId.of(in.readUTF()));
        }
        AgentMemory.readEach(in, names, from -> {
            HedgedName name = new HedgedName(halfLife);
            name.readFrom(from);
            return name;
        });
    }

    private void forget() {
        hedges.clear();
        names.clear();
        bars.clear();
    }
}
