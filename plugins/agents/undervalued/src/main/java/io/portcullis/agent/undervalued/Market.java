package io.portcullis.agent.undervalued;

import io.portcullis.model.id.InstrumentId;
import io.portcullis.model.market.CorporateAction;
import io.portcullis.model.market.Fundamental;
import io.portcullis.model.market.MarketEvent;
import io.portcullis.spi.AgentMemory;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
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
        return AgentMemory.write(FORMAT, this::write);
    }

    private void write(DataOutput out) throws IOException {
        out.writeLong(knownNanos);
        AgentMemory.writeEach(out, firms, Firm::writeTo);
    }

    void restore(byte[] snapshot) {
        AgentMemory.read(snapshot, FORMAT, this::forget, this::read);
    }

    private void read(DataInput in) throws IOException {
        knownNanos = in.readLong();
        AgentMemory.readEach(in, firms, Firm::readFrom);
    }

    private void forget() {
        firms.clear();
        knownNanos = Long.MIN_VALUE;
    }
}
