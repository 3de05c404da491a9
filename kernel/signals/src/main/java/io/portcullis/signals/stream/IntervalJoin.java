package io.portcullis.signals.stream;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Joins each left element with every right element of its key whose time lies within bounds around it: Flink's interval join,
 * {@code left + lower <= right <= left + upper}, both ends included. A pair has the later of its two times and is given out when
 * the watermark has passed that, in the order of pair, left and right; so the result does not depend on the order of arrival.
 * Elements at or before the watermark are late: counted, handed aside, not joined. Not thread-safe.
 *
 * @param <K> keys
 * @param <L> left elements
 * @param <R> right elements
 */
public final class IntervalJoin<K extends Comparable<K>, L, R> {
    private final long lowerNanos;
    private final long upperNanos;
    private final Comparator<Pair<K, L, R>> order;
    private final Map<K, Sides<L, R>> sides = new HashMap<>();
    private final List<Pair<K, L, R>> waiting = new ArrayList<>();
    private Consumer<Timed<?>> lateOutput = late -> {};
    private long watermark = Long.MIN_VALUE;
    private long lateCount;

    private static final class Sides<L, R> {
        private final List<Timed<L>> lefts = new ArrayList<>();
        private final List<Timed<R>> rights = new ArrayList<>();
    }

    /** Two elements that belong together. */
    public record Pair<K, L, R>(K key, Timed<L> left, Timed<R> right) {
        /** The later of the two times. */
        public long timeNanos() {
            return Math.max(left.timeNanos(), right.timeNanos());
        }
    }

    /**
     * A join.
     *
     * @param lowerNanos how much later than the left element a right one must be at least; may be negative
     * @param upperNanos how much later it may be, not below {@code lowerNanos}
     * @param leftTies which of two left elements of one time comes first
     * @param rightTies the same for right elements
     */
    public IntervalJoin(
            long lowerNanos, long upperNanos, Comparator<? super L> leftTies, Comparator<? super R> rightTies) {
        if (lowerNanos > upperNanos) {
            throw new IllegalArgumentException(
                    "the lower bound must not exceed the upper one, got " + lowerNanos + " and " + upperNanos);
        }
        this.lowerNanos = lowerNanos;
        this.upperNanos = upperNanos;
        this.order = Comparator.<Pair<K, L, R>>comparingLong(Pair::timeNanos)
                .thenComparing(Pair::key)
                .thenComparing(Pair::left, Timed.byTimeThen(leftTies))
                .thenComparing(Pair::right, Timed.byTimeThen(rightTies));
    }

    /** Where elements go that came too late. */
    public IntervalJoin<K, L, R> lateTo(Consumer<Timed<?>> output) {
        lateOutput = output;
        return this;
    }

    /** A left element came. */
    public void left(K key, long timeNanos, L element) {
        Timed<L> left = new Timed<>(timeNanos, element);
        if (isInTime(left)) {
            Sides<L, R> both = sides.computeIfAbsent(key, k -> new Sides<>());
            both.lefts.add(left);
            both.rights.forEach(right -> pair(key, left, right));
        }
    }

    /** A right element came. */
    public void right(K key, long timeNanos, R element) {
        Timed<R> right = new Timed<>(timeNanos, element);
        if (isInTime(right)) {
            Sides<L, R> both = sides.computeIfAbsent(key, k -> new Sides<>());
            both.rights.add(right);
            both.lefts.forEach(left -> pair(key, left, right));
        }
    }

    private boolean isInTime(Timed<?> timed) {
        if (timed.timeNanos() > watermark || watermark == Long.MIN_VALUE) {
            return true;
        }
        lateCount++;
        lateOutput.accept(timed);
        return false;
    }

    private void pair(K key, Timed<L> left, Timed<R> right) {
        long distance = right.timeNanos() - left.timeNanos();
        if (distance >= lowerNanos && distance <= upperNanos) {
            waiting.add(new Pair<>(key, left, right));
        }
    }

    /** Everything on both sides up to this event time has been seen: gives out the pairs that are complete. */
    public void advanceTo(long newWatermark, Consumer<Pair<K, L, R>> out) {
        if (newWatermark <= watermark) {
            return;
        }
        watermark = newWatermark;
        List<Pair<K, L, R>> due = new ArrayList<>();
        waiting.removeIf(pair -> pair.timeNanos() <= watermark && due.add(pair));
        due.sort(order);
        due.forEach(out);
        sides.values().removeIf(this::forget);
    }

    /** Lets go of what no element after the watermark can meet; true when nothing is left. */
    private boolean forget(Sides<L, R> both) {
        both.lefts.removeIf(left -> watermark - left.timeNanos() >= upperNanos);
        both.rights.removeIf(right -> watermark - right.timeNanos() >= -lowerNanos);
        return both.lefts.isEmpty() && both.rights.isEmpty();
    }

    /** How many elements came too late. */
    public long lateCount() {
        return lateCount;
    }

    /** How many elements are kept. */
    public int keptCount() {
        return sides.values().stream()
                .mapToInt(both -> both.lefts.size() + both.rights.size())
                .sum();
    }
}
