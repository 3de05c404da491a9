package io.portcullis.signals.stream;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * For each element, the fold over all that are younger than a size at its time, itself included: the window (t - size, t] that
 * SQL calls a range and Kafka a sliding window. Feed it in event order ({@link EventOrder}). Of elements with one time, each sees
 * those before it. Not thread-safe; one per key.
 *
 * @param <T> elements
 * @param <A> what they are folded into
 */
public final class SlidingFold<T, A> {
    private final long sizeNanos;
    private final Supplier<A> empty;
    private final BiFunction<A, T, A> add;
    private final Deque<Timed<T>> young = new ArrayDeque<>();

    /** Over a positive stretch of time. */
    public SlidingFold(long sizeNanos, Supplier<A> empty, BiFunction<A, T, A> add) {
        if (sizeNanos <= 0) {
            throw new IllegalArgumentException("a sliding window must have a positive size, got " + sizeNanos);
        }
        this.sizeNanos = sizeNanos;
        this.empty = empty;
        this.add = add;
    }

    /** Takes an element in, not earlier than the one before, and gives out what its window comes to. */
    public void add(Timed<T> timed, Consumer<Timed<A>> out) {
        if (!young.isEmpty() && young.peekLast().timeNanos() > timed.timeNanos()) {
            throw new IllegalArgumentException("elements must come in event order, got " + timed.timeNanos() + " after "
                    + young.peekLast().timeNanos());
        }
        young.addLast(timed);
        while (timed.timeNanos() - young.peekFirst().timeNanos() >= sizeNanos) {
            young.removeFirst();
        }
        A value = empty.get();
        for (Timed<T> each : young) {
            value = add.apply(value, each.element());
        }
        out.accept(new Timed<>(timed.timeNanos(), value));
    }
}
