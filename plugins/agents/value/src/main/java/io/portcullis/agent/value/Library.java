package io.portcullis.agent.value;

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
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(FORMAT);
            out.writeLong(knownNanos);
            out.writeInt(firms.size());
            for (Map.Entry<InstrumentId, Books> firm : firms.entrySet()) {
                out.writeUTF(firm.getKey().value());
                firm.getValue().writeTo(out);
            }
        } catch (IOException e) {
            throw new IllegalStateException("cannot write the statements to memory", e);
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
            throw new IllegalArgumentException("no snapshot of statements: " + e.getMessage(), e);
        }
    }

    private void read(DataInputStream in) throws IOException {
        int format = in.readInt();
        if (format != FORMAT) {
            throw new IOException("format " + format + " instead of " + FORMAT);
        }
        knownNanos = in.readLong();
        for (int n = in.readInt(); n > 0; n--) {
            firms.put(InstrumentId.of(in.readUTF()), Books.readFrom(in));
        }
    }

    private void forget() {
        firms.clear();
        knownNanos = Long.MIN_VALUE;
    }
}
