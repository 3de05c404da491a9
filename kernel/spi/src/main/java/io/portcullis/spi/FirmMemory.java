package io.portcullis.spi;

import io.portcullis.model.id.InstrumentId;
import io.portcullis.model.market.CorporateAction;
import io.portcullis.model.market.Fundamental;
import io.portcullis.model.market.MarketEvent;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What an agent remembers of each firm that reported or split, and when the newest of it was known. Bounded; not thread-safe.
 *
 * @param <T> what it remembers of one
 */
public final class FirmMemory<T extends FirmMemory.Firm> {
    private static final int FORMAT = 1;
    private static final int FIRMS_MAX = 20_000;

    private final SortedMap<InstrumentId, T> firms = new TreeMap<>();
    private final Kind<T> kind;
    private long knownNanos = Long.MIN_VALUE;

    /** What is known of one firm. */
    public interface Firm {
        /** A statement that was just known. */
        void add(Fundamental statement);

        /** A split or dividend. */
        void add(CorporateAction action);

        /** True when it has never reported. */
        boolean isEmpty();

        /** Writes it, behind the firm's id. */
        void writeTo(DataOutput out) throws IOException;
    }

    /** How one comes to be. */
    public interface Kind<T> {
        /** A firm of which nothing is known. */
        T create();

        /** One that was written. */
        T readFrom(DataInput in) throws IOException;
    }

    /** Of no firm yet. */
    public FirmMemory(Kind<T> kind) {
        this.kind = kind;
    }

    /** Takes in a statement or a corporate action; every other event is passed over. */
    public void on(MarketEvent event) {
        if (event instanceof Fundamental statement) {
            knownNanos = Math.max(knownNanos, statement.knownTimeNanos());
            T firm = firm(statement.instrument());
            if (firm != null) {
                firm.add(statement);
            }
        } else if (event instanceof CorporateAction action) {
            T firm = firm(action.instrument());
            if (firm != null) {
                firm.add(action);
            }
        }
    }

    private T firm(InstrumentId instrument) {
        T firm = firms.get(instrument);
        if (firm == null && firms.size() < FIRMS_MAX) {
            firm = kind.create();
            firms.put(instrument, firm);
        }
        return firm;
    }

    /** Null when it never reported. */
    public T find(InstrumentId instrument) {
        T firm = firms.get(instrument);
        return firm == null || firm.isEmpty() ? null : firm;
    }

    /** When the newest statement was known; {@link Long#MIN_VALUE} when there is none. */
    public long knownNanos() {
        return knownNanos;
    }

    /** For {@link Agent#snapshot}. */
    public byte[] snapshot() {
        return AgentMemory.write(FORMAT, this::write);
    }

    private void write(DataOutput out) throws IOException {
        out.writeLong(knownNanos);
        AgentMemory.writeEach(out, firms, Firm::writeTo);
    }

    /** For {@link Agent#restore}. */
    public void restore(byte[] snapshot) {
        AgentMemory.read(snapshot, FORMAT, this::forget, this::read);
    }

    private void read(DataInput in) throws IOException {
        knownNanos = in.readLong();
        AgentMemory.readEach(in, firms, kind::readFrom);
    }

    private void forget() {
        firms.clear();
        knownNanos = Long.MIN_VALUE;
    }
}
