package io.portcullis.signals.feature;

import io.portcullis.model.id.InstrumentId;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** Keeps the last so many values of each feature in memory. Thread-safe. */
public final class MemoryFeatureStore implements FeatureStore {
    private final Map<Key, Series> series = new TreeMap<>();
    private final int versions;

    /** With so many values per instrument and feature, at least one. */
    public MemoryFeatureStore(int versions) {
        if (versions < 1) {
            throw new IllegalArgumentException("a store keeps at least one version per feature, got " + versions);
        }
        this.versions = versions;
    }

    @Override
    public synchronized void put(InstrumentId instrument, String feature, long knownTimeNanos, double value) {
        series.computeIfAbsent(new Key(instrument, feature), key -> new Series(versions))
                .put(knownTimeNanos, value);
    }

    @Override
    public synchronized double asOf(InstrumentId instrument, String feature, long timeNanos) {
        Key key = new Key(instrument, feature);
        Series found = series.get(key);
        return found == null ? Double.NaN : found.asOf(timeNanos, key);
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
        private final long[] times;
        private final double[] values;
        private int size;
        private boolean dropped;

        Series(int versions) {
            times = new long[versions];
            values = new double[versions];
        }

        void put(long time, double value) {
            int found = Arrays.binarySearch(times, 0, size, time);
            if (found >= 0) {
                values[found] = value;
                return;
            }
            int at = -found - 1;
            if (size == times.length) {
                dropped = true;
                if (at == 0) {
                    return;
                }
                at--;
                shift(1, 0, at);
            } else {
                shift(at, at + 1, size - at);
                size++;
            }
            times[at] = time;
            values[at] = value;
        }

        private void shift(int from, int to, int count) {
            System.arraycopy(times, from, times, to, count);
            System.arraycopy(values, from, values, to, count);
        }

        double asOf(long time, Key key) {
            int found = Arrays.binarySearch(times, 0, size, time);
            int at = found >= 0 ? found : -found - 2;
            if (at >= 0) {
                return values[at];
            }
            if (dropped) {
                throw new IllegalStateException(key.feature() + " of " + key.instrument() + " is kept from " + times[0]
                        + " on, asked for " + time + "; raise the number of versions");
            }
            return Double.NaN;
        }
    }
}
