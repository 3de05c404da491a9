package io.portcullis.signals.stream;

import java.util.Comparator;
import java.util.List;

/**
 * An element with the event time at which it was true.
 *
 * @param timeNanos event time
 * @param element whatever happened then
 */
public record Timed<T>(long timeNanos, T element) {
    /**
     * By time, and elements of one time by their own order. Whatever is folded in this order comes to the same bits in whichever
     * order the elements arrived: sums of doubles, first and last depend on it.
     */
    static <T> Comparator<Timed<T>> byTimeThen(Comparator<? super T> ties) {
        return Comparator.<Timed<T>>comparingLong(Timed::timeNanos).thenComparing(Timed::element, ties);
    }

    /** Puts one behind all that are not greater; arrivals are nearly sorted, so the search starts at the end. */
    static <T> void insert(List<Timed<T>> sorted, Timed<T> added, Comparator<Timed<T>> order) {
        int at = sorted.size();
        while (at > 0 && order.compare(sorted.get(at - 1), added) > 0) {
            at--;
        }
        sorted.add(at, added);
    }
}
