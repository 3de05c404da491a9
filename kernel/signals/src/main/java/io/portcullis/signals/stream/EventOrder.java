package io.portcullis.signals.stream;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.function.Consumer;

/**
 * Puts elements that arrive in disorder into event order: holds each back until the watermark says that nothing earlier is to
 * come. What comes after that is counted and handed aside. For operators whose result depends on the order, such as
 * {@link CountWindows} and {@link SlidingFold}. Not thread-safe.
 */
public final class EventOrder<T> {
    private final PriorityQueue<Timed<T>> waiting;
    private Consumer<Timed<T>> lateOutput = late -> {};
    private long watermark = Long.MIN_VALUE;
    private long lateCount;

    /** With an order of elements that have the same time. */
    public EventOrder(Comparator<? super T> ties) {
        waiting = new PriorityQueue<>(Timed.byTimeThen(ties));
    }

    /** Where elements go that came too late. */
    public EventOrder<T> lateTo(Consumer<Timed<T>> output) {
        lateOutput = output;
        return this;
    }

    /** Takes an element in; false when it came too late. */
    public boolean add(long timeNanos, T element) {
        Timed<T> timed = new Timed<>(timeNanos, element);
        if (timeNanos <= watermark && watermark != Long.MIN_VALUE) {
            lateCount++;
            lateOutput.accept(timed);
            return false;
        }
        return waiting.add(timed);
    }

    /** Everything up to this event time has been seen: gives it out, in event order. */
    public void advanceTo(long newWatermark, Consumer<Timed<T>> out) {
        watermark = Math.max(watermark, newWatermark);
        while (!waiting.isEmpty() && waiting.peek().timeNanos() <= watermark) {
            out.accept(waiting.poll());
        }
    }

    /** How many elements came too late. */
    public long lateCount() {
        return lateCount;
    }

    /** How many elements are held back. */
    public int waitingCount() {
        return waiting.size();
    }
}
