package io.portcullis.signals.stream;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import java.util.function.Supplier;

/**
 * Folds elements into the windows of their event time and gives each window out once the watermark has passed it. The semantics
 * are Flink's: a window [start, end) fires when the watermark reaches {@code end - 1}; its state is kept until the watermark
 * reaches {@code end - 1 + lateness}, and each element that comes until then gives it out again, with the next version. One that
 * comes later still is counted and handed aside, never silently lost.
 *
 * <p>One thing differs on purpose: a window is folded in event order, not in the order of arrival, so that what comes to hand in
 * another order comes to the same bits. Sums that do so by themselves keep no elements, see {@link #summed}. Not thread-safe; one
 * per key.
 *
 * @param <T> elements
 * @param <A> what they are folded into
 */
public final class WindowedFold<T, A> {
    private final LongFunction<List<TimeWindow>> assigner;
    private final boolean merging;
    private final Supplier<Contents<T, A>> fresh;
    private final long latenessNanos;
    private final NavigableMap<TimeWindow, Pane<T, A>> panes = new TreeMap<>();
    private Consumer<Timed<T>> lateOutput = late -> {};
    private long watermark = Long.MIN_VALUE;
    private long lateCount;

    /** What is in a window, and how often it was given out. */
    private record Pane<T, A>(Contents<T, A> contents, int version) {
        Pane<T, A> with(Pane<T, A> other) {
            contents.addAll(other.contents);
            return new Pane<>(contents, Math.max(version, other.version));
        }
    }

    private sealed interface Contents<T, A> {
        void add(Timed<T> timed);

        void addAll(Contents<T, A> other);

        A value();
    }

    /** Elements in event order, folded whenever they are asked for. */
    private record Kept<T, A>(
            List<Timed<T>> elements, Comparator<Timed<T>> order, Supplier<A> empty, BiFunction<A, T, A> add)
            implements Contents<T, A> {
        @Override
        public void add(Timed<T> timed) {
            Timed.insert(elements, timed, order);
        }

        @Override
        public void addAll(Contents<T, A> other) {
            ((Kept<T, A>) other).elements.forEach(this::add);
        }

        @Override
        public A value() {
            A value = empty.get();
            for (Timed<T> timed : elements) {
                value = add.apply(value, timed.element());
            }
            return value;
        }
    }

    private record Summed<T, A>(WindowSum<T, A> sum) implements Contents<T, A> {
        @Override
        public void add(Timed<T> timed) {
            sum.add(timed.element());
        }

        @Override
        public void addAll(Contents<T, A> other) {
            throw new IllegalStateException("sums are over fixed windows, which are never merged");
        }

        @Override
        public A value() {
            return sum.value();
        }
    }

    /**
     * A window's result.
     *
     * @param window which one
     * @param value what its elements came to
     * @param version 1 at first, more for each late element
     */
    public record Firing<A>(TimeWindow window, A value, int version) {}

    private WindowedFold(
            LongFunction<List<TimeWindow>> assigner,
            boolean merging,
            Supplier<Contents<T, A>> fresh,
            long latenessNanos) {
        if (latenessNanos < 0) {
            throw new IllegalArgumentException("the lateness allowed must not be negative, got " + latenessNanos);
        }
        this.assigner = assigner;
        this.merging = merging;
        this.fresh = fresh;
        this.latenessNanos = latenessNanos;
    }

    /**
     * Over fixed windows, such as {@link TimeWindow#tumbling} or {@link TimeWindow#hopping} give them.
     *
     * @param ties which of two elements of one time is folded first
     */
    public static <T, A> WindowedFold<T, A> fixed(
            LongFunction<List<TimeWindow>> windows,
            Comparator<? super T> ties,
            Supplier<A> empty,
            BiFunction<A, T, A> add,
            long latenessNanos) {
        return new WindowedFold<>(windows, false, kept(ties, empty, add), latenessNanos);
    }

    /** Over fixed windows, for sums that do not depend on the order: a window costs the same however much is in it. */
    public static <T, A> WindowedFold<T, A> summed(
            LongFunction<List<TimeWindow>> windows, Supplier<? extends WindowSum<T, A>> sum, long latenessNanos) {
        return new WindowedFold<>(windows, false, () -> new Summed<>(sum.get()), latenessNanos);
    }

    /**
     * Over sessions that end when nothing happens for the gap; two elements exactly one gap apart are one session.
     *
     * @param ties which of two elements of one time is folded first
     */
    public static <T, A> WindowedFold<T, A> sessions(
            long gapNanos, Comparator<? super T> ties, Supplier<A> empty, BiFunction<A, T, A> add, long latenessNanos) {
        return new WindowedFold<>(
                time -> List.of(TimeWindow.session(time, gapNanos)), true, kept(ties, empty, add), latenessNanos);
    }

    private static <T, A> Supplier<Contents<T, A>> kept(
            Comparator<? super T> ties, Supplier<A> empty, BiFunction<A, T, A> add) {
        Comparator<Timed<T>> order = Timed.byTimeThen(ties);
        return () -> new Kept<>(new ArrayList<>(), order, empty, add);
    }

    /** Where elements go that came too late. */
    public WindowedFold<T, A> lateTo(Consumer<Timed<T>> output) {
        lateOutput = output;
        return this;
    }

    /** Takes an element in; a window that was given out before is given out again. */
    public void add(long eventNanos, T element, Consumer<Firing<A>> out) {
        Timed<T> timed = new Timed<>(eventNanos, element);
        boolean kept = false;
        for (TimeWindow assigned : assigner.apply(eventNanos)) {
            kept |= addTo(assigned, timed, out);
        }
        if (!kept) {
            lateCount++;
            lateOutput.accept(timed);
        }
    }

    private boolean addTo(TimeWindow assigned, Timed<T> timed, Consumer<Firing<A>> out) {
        TimeWindow window = merging ? merged(assigned) : assigned;
        if (isGone(window)) {
            return false;
        }
        Pane<T, A> pane = merging ? takeMerged(window) : panes.get(window);
        if (pane == null) {
            pane = new Pane<>(fresh.get(), 0);
        }
        pane.contents().add(timed);
        panes.put(window, window.last() <= watermark ? fire(window, pane, out) : pane);
        return true;
    }

    private TimeWindow merged(TimeWindow assigned) {
        TimeWindow window = assigned;
        for (TimeWindow open : panes.keySet()) {
            window = open.touches(assigned) ? window.cover(open) : window;
        }
        return window;
    }

    /** Takes out what lies in a merged window, as one; null when nothing does. */
    private Pane<T, A> takeMerged(TimeWindow window) {
        List<TimeWindow> inside = panes.keySet().stream()
                .filter(open -> open.start() >= window.start() && open.end() <= window.end())
                .toList();
        Pane<T, A> joined = null;
        for (TimeWindow open : inside) {
            Pane<T, A> pane = panes.remove(open);
            joined = joined == null ? pane : joined.with(pane);
        }
        return joined;
    }

    /** Everything up to this event time has been seen: gives out the windows that are over, the earliest to end first. */
    public void advanceTo(long newWatermark, Consumer<Firing<A>> out) {
        if (newWatermark <= watermark) {
            return;
        }
        long before = watermark;
        watermark = newWatermark;
        List<Map.Entry<TimeWindow, Pane<T, A>>> over = new ArrayList<>();
        panes.entrySet().stream()
                .filter(each -> each.getKey().last() > before && each.getKey().last() <= watermark)
                .forEach(over::add);
        over.sort(Comparator.comparingLong(each -> each.getKey().last()));
        over.forEach(each -> panes.put(each.getKey(), fire(each.getKey(), each.getValue(), out)));
        panes.keySet().removeIf(this::isGone);
    }

    private Pane<T, A> fire(TimeWindow window, Pane<T, A> pane, Consumer<Firing<A>> out) {
        Pane<T, A> fired = new Pane<>(pane.contents(), pane.version() + 1);
        out.accept(new Firing<>(window, pane.contents().value(), fired.version()));
        return fired;
    }

    private boolean isGone(TimeWindow window) {
        // once passed, the distance tells; one that overflows is beyond every lateness
        long behind = watermark - window.last();
        return window.last() <= watermark && (behind >= latenessNanos || behind < 0);
    }

    /** How many elements came too late. */
    public long lateCount() {
        return lateCount;
    }

    /** How many windows have state. */
    public int openWindows() {
        return panes.size();
    }
}
