package io.portcullis.connector.datasets;

import io.portcullis.model.id.InstrumentId;
import io.portcullis.model.market.Bar;
import io.portcullis.model.market.BarPeriod;
import io.portcullis.model.value.Price;
import io.portcullis.model.value.Quantity;
import java.util.Arrays;
import java.util.BitSet;

/** All bars of one instrument, as columns of primitives: 52 bytes a bar. Grows while it is loaded, then only read. */
final class BarColumns {
    private static final int CAPACITY_FIRST = 64;

    private final InstrumentId instrument;
    private int size;
    private int[] session = new int[CAPACITY_FIRST];
    private long[] open = new long[CAPACITY_FIRST];
    private long[] high = new long[CAPACITY_FIRST];
    private long[] low = new long[CAPACITY_FIRST];
    private long[] close = new long[CAPACITY_FIRST];
    private long[] volume = new long[CAPACITY_FIRST];
    private long[] known = new long[CAPACITY_FIRST];
    private final BitSet suspect = new BitSet();

    BarColumns(InstrumentId instrument) {
        this.instrument = instrument;
    }

    /** The values of one bar, at 1e-8. */
    record Values(long open, long high, long low, long close, long volume) {}

    void add(int sessionIndex, Values values, long knownNanos, boolean isSuspect) {
        if (size == session.length) {
            grow();
        }
        session[size] = sessionIndex;
        open[size] = values.open();
        high[size] = values.high();
        low[size] = values.low();
        close[size] = values.close();
        volume[size] = values.volume();
        known[size] = knownNanos;
        suspect.set(size, isSuspect);
        size++;
    }

    Bar bar(int index, Sessions sessions) {
        Sessions.Session day = sessions.get(session[index]);
        return new Bar(
                instrument,
                BarPeriod.DAY,
                day.date(),
                new Price(open[index]),
                new Price(high[index]),
                new Price(low[index]),
                new Price(close[index]),
                new Quantity(volume[index]),
                suspect.get(index),
                day.closeNanos(),
                known[index]);
    }

    InstrumentId instrument() {
        return instrument;
    }

    int size() {
        return size;
    }

    long knownNanos(int index) {
        return known[index];
    }

    int lastSession() {
        return session[size - 1];
    }

    private void grow() {
        int capacity = size + (size >> 1);
        session = Arrays.copyOf(session, capacity);
        open = Arrays.copyOf(open, capacity);
        high = Arrays.copyOf(high, capacity);
        low = Arrays.copyOf(low, capacity);
        close = Arrays.copyOf(close, capacity);
        volume = Arrays.copyOf(volume, capacity);
        known = Arrays.copyOf(known, capacity);
    }
}
