package io.portcullis.signals.stream;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Folds every so many elements over the last so many: Flink's count windows, which know no time. With size and slide equal they
 * tumble; with a smaller slide they overlap, and the first ones are not yet full. Feed them in event order
 * ({@link EventOrder}), or the result depends on the order of arrival. Not thread-safe; one per key.
 *
 * @param <T> elements
 * @param <A> what they are folded into
 */
public final class CountWindows<T, A> {
    private final int size;
    private final int slide;
    private final Supplier<A> empty;
    private final BiFunction<A, T, A> add;
    private final Deque<T> last = new ArrayDeque<>();
    private int sinceFired;

    /**
     * Windows of a size, one after every so many elements.
     *
     * @param size at most so many elements in one
     * @param slide elements from one firing to the next, at most {@code size}
     */
    public CountWindows(int size, int slide, Supplier<A> empty, BiFunction<A, T, A> add) {
        if (slide < 1 || size < slide) {
            throw new IllegalArgumentException(
                    "a count window needs 1 <= slide <= size, got size " + size + " and slide " + slide);
        }
        this.size = size;
        this.slide = slide;
        this.empty = empty;
        this.add = add;
    }

    /** Takes an element in; gives out a window when it is the last one of it. */
    public void add(T element, Consumer<A> out) {
        if (last.size() == size) {
            last.removeFirst();
        }
        last.addLast(element);
        if (++sinceFired == slide) {
            sinceFired = 0;
            A value = empty.get();
            for (T each : last) {
                value = add.apply(value, each);
            }
            out.accept(value);
        }
    }
}
