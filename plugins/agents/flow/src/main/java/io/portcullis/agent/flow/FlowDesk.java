package io.portcullis.agent.flow;

import io.portcullis.model.id.InstrumentId;
import io.portcullis.model.market.MarketEvent;
import io.portcullis.model.market.OptionPrint;
import io.portcullis.model.market.Quote;
import io.portcullis.spi.AgentMemory;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
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

        private void writeTo(DataOutput out) throws IOException {
            book.writeTo(out);
            out.writeInt(side);
            out.writeBoolean(options != null);
            if (options != null) {
                options.writeTo(out);
            }
        }

        private void readFrom(DataInput in) throws IOException {
            book.readFrom(in);
            side = Integer.signum(in.readInt());
            if (in.readBoolean()) {
                options = new OptionFlow();
                options.readFrom(in);
            }
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
        return AgentMemory.write(FORMAT, this::write);
    }

    private void write(DataOutput out) throws IOException {
        out.writeLong(knownNanos);
        AgentMemory.writeEach(out, names, Name::writeTo);
    }

    void restore(byte[] snapshot) {
        AgentMemory.read(snapshot, FORMAT, this::forget, this::read);
    }

    private void read(DataInput in) throws IOException {
        knownNanos = in.readLong();
        AgentMemory.readEach(in, names, from -> {
            Name name = new Name(intervalNanos);
            name.readFrom(from);
            return name;
        });
    }

    private void forget() {
        names.clear();
        knownNanos = Long.MIN_VALUE;
    }
}
