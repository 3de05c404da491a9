package io.portcullis.signals.feature;

import io.portcullis.model.id.InstrumentId;
import io.portcullis.model.signal.FeatureFrame;
import io.portcullis.model.signal.FeatureVector;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Keeps the last so many values of each feature in memory. Thread-safe. */
public final class MemoryFeatureStore implements FeatureStore {
    private static final int FORMAT = 0x46455431;

    private final Map<Key, Series> series = new TreeMap<>();
    private final Retention retention;

    /** An empty store. */
    public MemoryFeatureStore(Retention retention) {
        this.retention = retention;
    }

    @Override
    public synchronized void put(FeatureFrame frame) {
        for (FeatureVector row : frame.rows()) {
            for (int i = 0; i < row.values().length; i++) {
                series(new Key(row.instrument(), frame.names().get(i))).put(frame.timeNanos(), row.values()[i]);
            }
        }
    }

    private Series series(Key key) {
        return series.computeIfAbsent(key, k -> new Series(retention.versions()));
    }

    @Override
    public synchronized FeatureReading read(InstrumentId instrument, String feature, long timeNanos) {
        Key key = new Key(instrument, feature);
        Series found = series.get(key);
        return found == null ? FeatureReading.NONE : found.read(timeNanos, key, retention);
    }

    /** Everything that is kept, the oldest first: a frame of one row for each instrument and time. */
    public synchronized List<FeatureFrame> everything() {
        SortedMap<Long, SortedMap<InstrumentId, SortedMap<String, Double>>> byTime = new TreeMap<>();
        series.forEach((key, each) -> {
            for (int i = 0; i < each.size; i++) {
                byTime.computeIfAbsent(each.times[i], time -> new TreeMap<>())
                        .computeIfAbsent(key.instrument(), id -> new TreeMap<>())
                        .put(key.feature(), each.values[i]);
            }
        });
        List<FeatureFrame> frames = new ArrayList<>();
        byTime.forEach(
                (time, rows) -> rows.forEach((instrument, values) -> frames.add(frame(time, instrument, values))));
        return frames;
    }

    private static FeatureFrame frame(long timeNanos, InstrumentId instrument, SortedMap<String, Double> values) {
        double[] row = values.values().stream().mapToDouble(Double::doubleValue).toArray();
        FeatureVector vector = new FeatureVector(instrument, "", false, row);
        return new FeatureFrame(timeNanos, List.copyOf(values.keySet()), List.of(vector));
    }

    /** Writes everything that is kept. */
    public synchronized void writeTo(DataOutputStream out) throws IOException {
        out.writeInt(FORMAT);
        out.writeInt(series.size());
        for (Map.Entry<Key, Series> each : series.entrySet()) {
            out.writeUTF(each.getKey().instrument().value());
            out.writeUTF(each.getKey().feature());
            each.getValue().writeTo(out);
        }
    }

    /** Takes up what was written, beside what is there; {@link IOException} when that cannot be read, and nothing changes. */
    public synchronized void readFrom(DataInputStream in) throws IOException {
        int format = in.readInt();
        if (format != FORMAT) {
            throw new IOException("no features: the mark is " + format + " instead of " + FORMAT);
        }
        Map<Key, Series> read = new TreeMap<>();
        int count = in.readInt();
        for (int i = 0; i < count; i++) {
            Key key = new Key(InstrumentId.of(in.readUTF()), in.readUTF());
            Series values = new Series(retention.versions());
            values.readFrom(in);
            read.put(key, values);
        }
        series.putAll(read);
    }

    @Override
    public void close() {
        // memory needs no farewell
    }

    private record Key(InstrumentId instrument, String feature) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int byInstrument = instrument.compareTo(other.instrument);
            return byInstrument != 0 ? byInstrument : feature.compareTo(other.feature);
        }
    }

    /** Values sorted by the time from which they are known; the oldest gives way. */
    private static final class Series {
        private static final int FIRST_CAPACITY = 8;

        private final int versions;
        private long[] times;
        private double[] values;
        private int size;
        private boolean dropped;

        Series(int versions) {
            this.versions = versions;
            times = new long[Math.min(versions, FIRST_CAPACITY)];
            values = new double[times.length];
        }

        void put(long time, double value) {
            int found = indexOf(time);
            if (found >= 0) {
                values[found] = value;
                return;
            }
            int at = -found - 1;
            if (size == versions) {
                dropped = true;
                if (at == 0) {
                    return;
                }
                at--;
                shift(1, 0, at);
            } else {
                grow();
                shift(at, at + 1, size - at);
                size++;
            }
            times[at] = time;
            values[at] = value;
        }

        int indexOf(long time) {
            return Arrays.binarySearch(times, 0, size, time);
        }

        private void grow() {
            if (size == times.length) {
                int larger = Math.min(versions, 2 * size);
                times = Arrays.copyOf(times, larger);
                values = Arrays.copyOf(values, larger);
            }
        }

        private void shift(int from, int to, int count) {
            System.arraycopy(times, from, times, to, count);
            System.arraycopy(values, from, values, to, count);
        }

        FeatureReading read(long time, Key key, Retention retention) {
            int found = indexOf(time);
            int at = found >= 0 ? found : -found - 2;
            if (at >= 0) {
                return retention.reading(values[at], times[at], time);
            }
            if (dropped) {
                throw new IllegalStateException(key.feature() + " of " + key.instrument() + " is kept from " + times[0]
                        + " on, asked for " + time + "; raise the number of versions");
            }
            return FeatureReading.NONE;
        }

        void writeTo(DataOutputStream out) throws IOException {
            out.writeBoolean(dropped);
            out.writeInt(size);
            for (int i = 0; i < size; i++) {
                out.writeLong(times[i]);
                out.writeDouble(values[i]);
            }
        }

        void readFrom(DataInputStream in) throws IOException {
            boolean incomplete = in.readBoolean();
            int count = in.readInt();
            for (int i = 0; i < count; i++) {
                put(in.readLong(), in.readDouble());
            }
            dropped |= incomplete;
        }
    }
}
