package io.portcullis.agent.hedging;

import io.portcullis.model.id.InstrumentId;
import io.portcullis.model.market.InstrumentListing;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Map;
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
    private long bars = Long.MIN_VALUE;

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

    /** True once for each number of bars that all names have had: a new day. */
    boolean isNewDay(long allBars) {
        boolean isNew = allBars != bars;
        bars = allBars;
        return isNew;
    }

    /** Takes in one day; a name without a return on it stands still, one that is gone is forgotten. */
    void day(SortedMap<InstrumentId, Double> returns) {
        SortedMap<InstrumentId, Double> hedgeReturns = new TreeMap<>(returns);
        hedgeReturns.keySet().retainAll(hedges);
        names.keySet().retainAll(returns.keySet());
        returns.forEach((instrument, dayReturn) -> {
            if (!isHedge(instrument) && !hedgeReturns.isEmpty()) {
                names.computeIfAbsent(instrument, id -> new HedgedName(halfLife)).add(dayReturn, hedgeReturns);
            }
        });
    }

    /** Null when nothing is known of it. */
    HedgedName find(InstrumentId instrument) {
        return names.get(instrument);
    }

    byte[] snapshot() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(FORMAT);
            out.writeLong(bars);
            out.writeInt(hedges.size());
            for (InstrumentId hedge : hedges) {
                out.writeUTF(hedge.value());
            }
            out.writeInt(names.size());
            for (Map.Entry<InstrumentId, HedgedName> name : names.entrySet()) {
                out.writeUTF(name.getKey().value());
                name.getValue().writeTo(out);
            }
        } catch (IOException e) {
            throw new IllegalStateException("cannot write the hedges to memory", e);
        }
        return bytes.toByteArray();
    }

    void restore(byte[] snapshot) {
        forget();
        if (snapshot.length == 0) {
            return;
        }
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(snapshot))) {
            read(in);
        } catch (IOException e) {
            forget();
            throw new IllegalArgumentException("no snapshot of hedges: " + e.getMessage(), e);
        }
    }

    private void read(DataInputStream in) throws IOException {
        int format = in.readInt();
        if (format != FORMAT) {
            throw new IOException("format " + format + " instead of " + FORMAT);
        }
        bars = in.readLong();
        for (int n = in.readInt(); n > 0; n--) {
            hedges.add(InstrumentId.of(in.readUTF()));
        }
        for (int n = in.readInt(); n > 0; n--) {
            InstrumentId instrument = InstrumentId.of(in.readUTF());
            HedgedName name = new HedgedName(halfLife);
            name.readFrom(in);
            names.put(instrument, name);
        }
    }

    private void forget() {
        hedges.clear();
        names.clear();
        bars = Long.MIN_VALUE;
    }
}
