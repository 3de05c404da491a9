package io.portcullis.signals.stream;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/**
 * Joins each left element with the last right element of its key that is not later than it: a trade with its quote.
 *
 * <p>Either it waits until everything up to the left element's time has been seen on the right, which gives the same answer
 * however the two streams interleave, or it answers at once. For facts with a knowledge time, that is the right element's time.
 * Of right elements with the same time the last arrived counts, unless an order says which is the later. Not thread-safe.
 *
 * @param <K> keys
 * @param <L> left elements
 * @param <R> right elements
 */
public final class AsOfJoin<K, L, R> {
    /** When to answer. */
    public enum Mode {
        /** When the right watermark has reached the left element: deterministic, for replay and back tests. */
        WAIT_FOR_RIGHT,
        /** With what is there: low latency. */
        AT_ONCE
    }

    private final Mode mode;
    private final long toleranceNanos;
    private final long retentionNanos;
    private final Comparator<Waiting<K, L>> leftOrder;
    private final VersionedTable<K, R> rights;
    private final Deque<Waiting<K, L>> waiting = new ArrayDeque<>();
    private long rightWatermark = Long.MIN_VALUE;
    private long lateCount;

    private record Waiting<K, L>(K key, long timeNanos, L left) {}

    /**
     * A left element and its match.
     *
     * @param key the common key
     * @param leftNanos the left element's time
     * @param left the left element
     * @param rightNanos the right element's time; without meaning when there is none
     * @param right null when there is no match
     */
    public record Joined<K, L, R>(K key, long leftNanos, L left, long rightNanos, R right) {}

    /**
     * A join.
     *
     * @param mode when to answer
     * @param toleranceNanos how old a match may be
     * @param retentionNanos how long right elements are kept behind their watermark, for left elements that come late
     */
    public AsOfJoin(Mode mode, long toleranceNanos, long retentionNanos) {
        this(mode, toleranceNanos, retentionNanos, (one, other) -> 0, (one, other) -> 0);
    }

    /**
     * The same, with orders among elements of one time: then the answers do not depend on the order of arrival.
     *
     * @param leftTies which of two left elements of one time is answered first
     * @param rightTies which of two right elements of one time is the later
     */
    public AsOfJoin(
            Mode mode,
            long toleranceNanos,
            long retentionNanos,
            Comparator<? super L> leftTies,
            Comparator<? super R> rightTies) {
        if (toleranceNanos < 0 || retentionNanos < 0) {
            throw new IllegalArgumentException(
                    "tolerance and retention must not be negative, got " + toleranceNanos + " and " + retentionNanos);
        }
        this.mode = mode;
        this.toleranceNanos = toleranceNanos;
        this.retentionNanos = retentionNanos;
        this.leftOrder =
                Comparator.<Waiting<K, L>>comparingLong(Waiting::timeNanos).thenComparing(Waiting::left, leftTies);
        this.rights = new VersionedTable<>(rightTies);
    }

    /** A right element came; one that was said to have been seen already is counted and left out, where answers wait. */
    public void right(K key, long timeNanos, R right) {
        if (mode == Mode.WAIT_FOR_RIGHT && timeNanos <= rightWatermark && rightWatermark != Long.MIN_VALUE) {
            lateCount++;
        } else {
            rights.put(key, timeNanos, right);
        }
    }

    /** A left element came. */
    public void left(K key, long timeNanos, L left, Consumer<Joined<K, L, R>> out) {
        Waiting<K, L> element = new Waiting<>(key, timeNanos, left);
        if (mode == Mode.AT_ONCE || timeNanos <= rightWatermark) {
            out.accept(join(element));
        } else {
            waiting.add(element);
        }
    }

    /** Everything on the right up to this time has been seen: answers what waited for it, by time and then arrival. */
    public void rightSeenUpTo(long watermark, Consumer<Joined<K, L, R>> out) {
        if (watermark <= rightWatermark) {
            return;
        }
        rightWatermark = watermark;
        List<Waiting<K, L>> due = new ArrayList<>();
        waiting.removeIf(element -> element.timeNanos() <= watermark && due.add(element));
        due.sort(leftOrder);
        due.forEach(element -> out.accept(join(element)));
        // a retention that reaches beyond the beginning of time forgets nothing
        long keepFrom = watermark - retentionNanos;
        if (keepFrom <= watermark) {
            rights.forgetBefore(keepFrom);
        }
    }

    private Joined<K, L, R> join(Waiting<K, L> element) {
        Timed<R> last = rights.asOf(element.key(), element.timeNanos());
        boolean fits = last != null && element.timeNanos() - last.timeNanos() <= toleranceNanos;
        return new Joined<>(
                element.key(),
                element.timeNanos(),
                element.left(),
                fits ? last.timeNanos() : 0,
                fits ? last.element() : null);
    }

    /** How many right elements came too late. */
    public long lateCount() {
        return lateCount;
    }

    /** How many left elements wait. */
    public int waitingCount() {
        return waiting.size();
    }

    /** How many right elements are kept. */
    public int keptCount() {
        return rights.size();
    }
}
