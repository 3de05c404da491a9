package io.portcullis.indicators;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which names have had a new daily bar since they were asked about last. A feature keeps the value of the last bar until the next
 * one: who sums returns over days has to know which are of today. One number a name. Not thread-safe.
 */
public final class FreshBars {
    private final SortedMap<String, Long> bars = new TreeMap<>();

    /** True once for each number of bars of a name; a number that is not known is never new. */
    public boolean isFresh(String name, double count) {
        if (Double.isNaN(count)) {
            return false;
        }
        Long before = bars.put(name, (long) count);
        return before == null || before != (long) count;
    }

    /** Forgets everything. */
    public void clear() {
        bars.clear();
    }

    /** Writes the exact state. */
    public void writeTo(DataOutput out) throws IOException {
        out.writeInt(bars.size());
        for (Map.Entry<String, Long> entry : bars.entrySet()) {
            out.writeUTF(entry.getKey());
            out.writeLong(entry.getValue());
        }
    }

    /** Takes up a written state. */
    public void readFrom(DataInput in) throws IOException {
        bars.clear();
        for (int n = in.readInt(); n > 0; n--) {
            bars.put(in.readUTF(), in.readLong());
        }
    }
}
