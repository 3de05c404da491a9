package io.portcullis.signals.stream;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Facts by key, each valid from a time until the next one of its key: what an element is enriched with, as it was at the
 * element's time and not as it is today. Of two facts with one time the greater counts, and of equals the last given. Not
 * thread-safe.
 *
 * @param <K> keys
 * @param <V> facts
 */
public final class VersionedTable<K, V> {
    private final Map<K, NavigableMap<Long, V>> versions = new HashMap<>();
    private final Comparator<? super V> ties;

    /** Of two facts of a key with one time the last given counts. */
    public VersionedTable() {
        this((one, other) -> 0);
    }

    /** With an order of facts of one time. */
    public VersionedTable(Comparator<? super V> ties) {
        this.ties = ties;
    }

    /** A fact holds from this time on. */
    public void put(K key, long fromNanos, V fact) {
        versions.computeIfAbsent(key, k -> new TreeMap<>())
                .merge(fromNanos, fact, (former, newer) -> ties.compare(newer, former) >= 0 ? newer : former);
    }

    /** The fact that held at a time, with the time from which it did; null when none did. */
    public Timed<V> asOf(K key, long timeNanos) {
        NavigableMap<Long, V> ofKey = versions.get(key);
        Map.Entry<Long, V> last = ofKey == null ? null : ofKey.floorEntry(timeNanos);
        return last == null ? null : new Timed<>(last.getKey(), last.getValue());
    }

    /** Nobody asks for an earlier time any more. The fact that holds at that time stays. */
    public void forgetBefore(long timeNanos) {
        for (NavigableMap<Long, V> ofKey : versions.values()) {
            Long keepFrom = ofKey.floorKey(timeNanos);
            if (keepFrom != null) {
                ofKey.headMap(keepFrom, false).clear();
            }
        }
    }

    /** How many facts are kept. */
    public int size() {
        return versions.values().stream().mapToInt(Map::size).sum();
    }
}
