package io.portcullis.agent.undervalued;

import io.portcullis.model.id.InstrumentId;
import io.portcullis.model.market.CorporateAction;
import io.portcullis.model.market.Fundamental;
import io.portcullis.model.market.MarketEvent;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The agent's memory: every firm that reported or split. Not thread-safe. */
final class Market {
    private static final int FORMAT = 1;
    private static final int FIRMS_MAX = 20_000;

    private final SortedMap<InstrumentId, Firm> firms = new TreeMap<>();
    private long knownNanos = Long.MIN_VALUE;

    void on(MarketEvent event) {
        if (event instanceof Fundamental fundamental) {
            knownNanos = Math.max(knownNanos, fundamental.knownTimeNanos());
            Firm firm = firm(fundamental.instrument());
            if (firm != null) {
                firm.add(Report.of(fundamental));
            }
        } else if (event instanceof CorporateAction action) {
            Firm firm = firm(action.instrument());
            if (firm != null) {
                firm.add(action);
            }
        }
    }

    private Firm firm(InstrumentId instrument) {
        Firm firm = firms.get(instrument);
        if (firm == null && firms.size() < FIRMS_MAX) {
            firm = new Firm();
            firms.put(instrument, firm);
        }
        return firm;
    }

    /** Null when it never reported. */
    Firm find(InstrumentId instrument) {
        Firm firm = firms.get(instrument);
        return firm == null || firm.report() == null ? null : firm;
    }

    long knownNanos() {
        return knownNanos;
    }

    byte[] snapshot() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(FORMAT);
            out.writeLong(knownNanos);
            out.writeInt(firms.size());
            for (Map.Entry<InstrumentId, Firm> firm : firms.entrySet()) {
                out.writeUTF(firm.getKey().value());
                firm.getValue().writeTo(out);
            }
        } catch (IOException e) {
            throw new IllegalStateException("cannot write the reports to memory", e);
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
            throw new IllegalArgumentException("no snapshot of reports: " + e.getMessage(), e);
        }
    }

    private void read(DataInputStream in) throws IOException {
        int format = in.readInt();
        if (format != FORMAT) {
            throw new IOException("format " + format + " instead of " + FORMAT);
        }
        knownNanos = in.readLong();
        for (int n = in.readInt(); n > 0; n--) {
            firms.put(InstrumentId.of(in.readUTF()), Firm.readFrom(in));
        }
    }

    private void forget() {
        firms.clear();
        knownNanos = Long.MIN_VALUE;
    }
}
