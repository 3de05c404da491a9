package io.portcullis.agent.flow;

import io.portcullis.model.id.InstrumentId;
import io.portcullis.model.market.MarketEvent;
import io.portcullis.model.market.OptionPrint;
import io.portcullis.model.market.Quote;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The agent's memory: the flow of each book and of each name's options, and the side taken. Not thread-safe. */
final class FlowDesk {
    private static final int FORMAT = 1;
    private static final int NAMES_MAX = 20_000;

    /** What is known of one name. */
    static final class Name {
        private final BookFlow book;
        private OptionFlow options;
        private int side;

        private Name(long intervalNanos) {
            book = new BookFlow(intervalNanos);
        }

        BookFlow book() {
            return book;
        }

        /** 0 when nothing is known of its options or nothing is unusual about them. */
        double optionScore(long notBeforeNanos) {
            return options == null ? 0 : options.score(notBeforeNanos);
        }

        int side() {
            return side;
        }

        void take(int newSide) {
            side = newSide;
        }
    }

    private final long intervalNanos;
    private final SortedMap<InstrumentId, Name> names = new TreeMap<>();
    private long knownNanos = Long.MIN_VALUE;

    FlowDesk(long intervalNanos) {
        this.intervalNanos = intervalNanos;
    }

    void on(MarketEvent event) {
        if (event instanceof Quote quote) {
            Name name = name(quote.instrument());
            if (name != null) {
                name.book.on(quote);
            }
        } else if (event instanceof OptionPrint print) {
            Name name = name(print.instrument());
            if (name != null) {
                name.options = name.options == null ? new OptionFlow() : name.options;
                name.options.on(print);
            }
        }
        knownNanos = Math.max(knownNanos, event.knownTimeNanos());
    }

    private Name name(InstrumentId instrument) {
        Name name = names.get(instrument);
        if (name == null && names.size() < NAMES_MAX) {
            name = new Name(intervalNanos);
            names.put(instrument, name);
        }
        return name;
    }

    /** Null when it was never quoted. */
    Name find(InstrumentId instrument) {
        return names.get(instrument);
    }

    long knownNanos() {
        return knownNanos;
    }

    byte[] snapshot() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(FORMAT);
            out.writeLong(knownNanos);
            out.writeInt(names.size());
            for (Map.Entry<InstrumentId, Name> entry : names.entrySet()) {
                Name name = entry.getValue();
                out.writeUTF(entry.getKey().value());
                name.book.writeTo(out);
                out.writeInt(name.side);
                out.writeBoolean(name.options != null);
                if (name.options != null) {
                    name.options.writeTo(out);
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException("cannot write the flow to memory", e);
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
            throw new IllegalArgumentException("no snapshot of flow: " + e.getMessage(), e);
        }
    }

    private void read(DataInputStream in) throws IOException {
        int format = in.readInt();
        if (format != FORMAT) {
            throw new IOException("format " + format + " instead of " + FORMAT);
        }
        knownNanos = in.readLong();
        for (int n = in.readInt(); n > 0; n--) {
            InstrumentId instrument = InstrumentId.of(in.readUTF());
            Name name = new Name(intervalNanos);
            name.book.readFrom(in);
            name.side = Integer.signum(in.readInt());
            if (in.readBoolean()) {
                name.options = new OptionFlow();
                name.options.readFrom(in);
            }
            names.put(instrument, name);
        }
    }

    private void forget() {
        names.clear();
        knownNanos = Long.MIN_VALUE;
    }
}
