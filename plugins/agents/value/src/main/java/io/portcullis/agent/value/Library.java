package io.portcullis.agent.value;

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

/** The agent's memory: the books of each firm that has reported or split. Not thread-safe. */
final class Library {
    private static final int FORMAT = 1;
    private static final int FIRMS_MAX = 20_000;

    private final SortedMap<InstrumentId, Books> firms = new TreeMap<>();
    private long knownNanos = Long.MIN_VALUE;

    void on(MarketEvent event) {
        if (event instanceof Fundamental fundamental) {
            knownNanos = Math.max(knownNanos, fundamental.knownTimeNanos());
            Books books = books(fundamental.instrument());
            if (books != null) {
                books.add(Statement.of(fundamental));
            }
        } else if (event instanceof CorporateAction action) {
            Books books = books(action.instrument());
            if (books != null) {
                books.add(action);
            }
        }
    }

    private Books books(InstrumentId instrument) {
        Books books = firms.get(instrument);
        if (books == null && firms.size() < FIRMS_MAX) {
            books = new Books();
            firms.put(instrument, books);
        }
        return books;
    }

    /** Null when nothing was reported. */
    Books find(InstrumentId instrument) {
        Books books = firms.get(instrument);
        return books == null || books.isEmpty() ? null : books;
    }

    long knownNanos() {
        return knownNanos;
    }

    byte[] snapshot() {
        return AgentMemory.write(FORMAT, this::write);
    }

    private void write(DataOutput out) throws IOException {
        out.writeLong(knownNanos);
        AgentMemory.writeEach(out, firms, Books::writeTo);
    }

    void restore(byte[] snapshot) {
        AgentMemory.read(snapshot, FORMAT, this::forget, this::read);
    }

    private void read(DataInput in) throws IOException {
        knownNanos = in.readLong();
        AgentMemory.readEach(in, firms, Books::readFrom);
    }

    private void forget() {
        firms.clear();
        knownNanos = Long.MIN_VALUE;
    }
}
