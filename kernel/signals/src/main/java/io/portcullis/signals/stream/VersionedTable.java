package io.portcullis.signals.stream;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;

/**
 * Facts by key, each valid from a time until the next one of its key: what an element is enriched with, as it was at the
 * element's time and not as it is today. Of two facts with one time the greater counts, and of equals the last given. Not
 * thread-safe.
 *
 * @param <K> keys
 * @param <V> facts
 */
public final class VersionedTable<K, V> {
    private final Map<K, Versions<V>> versions = new HashMap<>();
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
        versions.computeIfAbsent(key, k -> new Versions<>()).put(fromNanos, fact, ties);
    }

    /** The fact that held at a time, with the time from which it did; null when none did. */
    public Timed<V> asOf(K key, long timeNanos) {
        Versions<V> ofKey = versions.get(key);
        return ofKey == null ? null : ofKey.asOf(timeNanos);
    }

    /** Nobody asks for an earlier time any more. The fact that holds at that time stays. */
    public void forgetBefore(long timeNanos) {
        versions.values().forEach(ofKey -> ofKey.forgetBefore(timeNanos));
    }

    /** How many facts are kept. */
    public int size() {
        return versions.values().stream().mapToInt(Versions::size).sum();
    }

    /** Facts of one key by time, in two arrays: facts come nearly sorted, and a tree's node would be greater than most of them. */
    private static final class Versions<V> {
        private static final int ROOM = 8;

        private long[] times = new long[ROOM];
        private Object[] facts = new Object[ROOM];
        private int begin;
        private int end;

        int size() {
            return end - begin;
        }

        void put(long time, V fact, Comparator<? super V> ties) {
            int last = lastNotAfter(time);
            if (last >= begin && times[last] == time) {
                if (ties.compare(fact, fact(last)) >= 0) {
                    facts[last] = fact;
                }
                return;
            }
            int behind = end - last - 1;
            int at = makeRoom() - behind;
            System.arraycopy(times, at, times, at + 1, behind);
            System.arraycopy(facts, at, facts, at + 1, behind);
            times[at] = time;
            facts[at] = fact;
            end++;
        }

        /** The end, with room for one more. */
        private int makeRoom() {
            if (end == times.length) {
                int kept = size();
                // moved to the front while that frees half of it, so that each fact is moved a few times at most
                int room = 2 * kept > times.length ? 2 * times.length : times.length;
                long[] newTimes = room == times.length ? times : new long[room];
                Object[] newFacts = room == facts.length ? facts : new Object[room];
                System.arraycopy(times, begin, newTimes, 0, kept);
                System.arraycopy(facts, begin, newFacts, 0, kept);
                times = newTimes;
                facts = newFacts;
                begin = 0;
                end = kept;
                Arrays.fill(facts, end, facts.length, null);
            }
            return end;
        }

        Timed<V> asOf(long time) {
            int last = lastNotAfter(time);
            return last < begin ? null : new Timed<>(times[last], fact(last));
        }

        /** Below {@code begin} when all are later. */
        private int lastNotAfter(long time) {
            if (begin == end || times[end - 1] <= time) {
                return end - 1;
            }
            int found = Arrays.binarySearch(times, begin, end, time);
            return found >= 0 ? found : -found - 2;
        }

        void forgetBefore(long time) {
            int first = Math.max(begin, lastNotAfter(time));
            Arrays.fill(facts, begin, first, null);
            begin = first;
        }

        @SuppressWarnings("unchecked")
        private V fact(int index) {
            return (V) facts[index];
        }
    }
}
