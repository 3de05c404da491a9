package io.portcullis.agent.moneyflows;

import io.portcullis.model.id.InstrumentId;
import io.portcullis.model.market.Bar;
import io.portcullis.model.market.CorporateAction;
import io.portcullis.model.market.MarketEvent;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The agent's memory: a history per instrument that still trades. Not thread-safe. */
final class FlowBook {
    /** An instrument whose last daily bar is older than this many calendar days is forgotten. */
    private static final int STALE_DAYS = 10;

    private static final int FORMAT = 1;

    private final SortedMap<InstrumentId, FlowHistory> histories = new TreeMap<>();

    /** Takes in what moves money: sound bars, splits and dividends. */
    void on(MarketEvent event) {
        if (event instanceof Bar bar && !bar.suspect()) {
            histories.computeIfAbsent(bar.instrument(), id -> new FlowHistory()).bar(bar);
        } else if (event instanceof CorporateAction action && histories.containsKey(action.instrument())) {
            histories.get(action.instrument()).action(action);
        }
    }

    /** Forgets who has not had a daily bar for ten days; that bounds the memory by what trades. */
    void forgetBefore(long epochDay) {
        histories.values().removeIf(history -> history.lastSession() < epochDay - STALE_DAYS);
    }

    /** Null when there is none. */
    FlowHistory find(InstrumentId instrument) {
        return histories.get(instrument);
    }

    byte[] snapshot() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(FORMAT);
            out.writeInt(histories.size());
            for (Map.Entry<InstrumentId, FlowHistory> history : histories.entrySet()) {
                out.writeUTF(history.getKey().value());
                history.getValue().writeTo(out);
            }
        } catch (IOException e) {
            throw new IllegalStateException("cannot write the flows to memory", e);
        }
        return bytes.toByteArray();
    }

    void restore(byte[] snapshot) {
        histories.clear();
        if (snapshot.length == 0) {
            return;
        }
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(snapshot))) {
            read(in);
        } catch (IOException e) {
            histories.clear();
            throw new IllegalArgumentException("no snapshot of flows: " + e.getMessage(), e);
        }
    }

    private void read(DataInputStream in) throws IOException {
        int format = in.readInt();
        if (format != FORMAT) {
            throw new IOException("format " + format + " instead of " + FORMAT);
        }
        int count = in.readInt();
        for (int i = 0; i < count; i++) {
            InstrumentId instrument = InstrumentId.of(in.readUTF());
            FlowHistory history = new FlowHistory();
            history.readFrom(in);
            histories.put(instrument, history);
        }
    }
}
