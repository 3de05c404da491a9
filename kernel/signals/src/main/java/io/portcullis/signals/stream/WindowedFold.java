package io.portcullis.signals.stream;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.BinaryOperator;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import java.util.function.Supplier;

/**
 * Folds elements into the windows of their event time and gives each window out once the watermark has passed it.
 *
 * <p>State is kept for a while longer: an element that comes late gives its window out again, with the next version. One that
 * comes later still is counted and handed aside, never silently lost. Not thread-safe; one per key.
 *
 * @param <T> elements
 * @param <A> what they are folded into
 */
public final class WindowedFold<T, A> {
    private final LongFunction<List<TimeWindow>> assigner;
    private final boolean merging;
    private final Supplier<A> empty;
    private final BiFunction<A, T, A> add;
    private final BinaryOperator<A> join;
    private final long latenessNanos;
    private final NavigableMap<TimeWindow, Pane<A>> panes = new TreeMap<>();
    private Consumer<Late<T>> lateOutput = late -> {};
    private long watermark = Long.MIN_VALUE;
    private long lateCount;

    private record Pane<A>(A value, int version) {}

    /**
     * A window's result.
     *
     * @param window which one
     * @param value what its elements came to
     * @param version 1 at first, more for each late element
     */
    public record Firing<A>(TimeWindow window, A value, int version) {}

    /** An element that came after its window's state was given up. */
    public record Late<T>(long eventNanos, T element) {}

    private WindowedFold(
            LongFunction<List<TimeWindow>> assigner,
            boolean merging,
            Supplier<A> empty,
            BiFunction<A, T, A> add,
            BinaryOperator<A> join,
            long latenessNanos) {
        this.assigner = assigner;
        this.merging = merging;
        this.empty = empty;
        this.add = add;
        this.join = join;
        this.latenessNanos = latenessNanos;
    }

    /** Over fixed windows, such as {@link TimeWindow#tumbling} or {@link TimeWindow#hopping} give them. */
    public static <T, A> WindowedFold<T, A> fixed(
            LongFunction<List<TimeWindow>> windows, Supplier<A> empty, BiFunction<A, T, A> add, long latenessNanos) {
        return new WindowedFold<>(windows, false, empty, add, (a, b) -> a, latenessNanos);
    }

    /** Over sessions that end when nothing happens for the gap; two elements exactly one gap apart are one session. */
    public static <T, A> WindowedFold<T, A> sessions(
            long gapNanos, Supplier<A> empty, BiFunction<A, T, A> add, BinaryOperator<A> join, long latenessNanos) {
        return new WindowedFold<>(
                time -> List.of(TimeWindow.session(time, gapNanos)), true, empty, add, join, latenessNanos);
    }

    /** Where elements go that came too late. */
    public WindowedFold<T, A> lateTo(Consumer<Late<T>> output) {
        lateOutput = output;
        return this;
    }

    /** Takes an element in; a window that was given out before is given out again. */
    public void add(long eventNanos, T element, Consumer<Firing<A>> out) {
        boolean kept = false;
        for (TimeWindow assigned : assigner.apply(eventNanos)) {
            kept |= addTo(assigned, element, out);
        }
        if (!kept) {
            lateCount++;
            lateOutput.accept(new Late<>(eventNanos, element));
        }
    }

    private boolean addTo(TimeWindow assigned, T element, Consumer<Firing<A>> out) {
        TimeWindow window = merging ? merged(assigned) : assigned;
        if (isGone(window)) {
            return false;
        }
        Pane<A> pane = merging ? takeMerged(window) : panes.get(window);
        A before = pane == null ? empty.get() : pane.value();
        Pane<A> after = new Pane<>(add.apply(before, element), pane == null ? 0 : pane.version());
        panes.put(window, window.last() <= watermark ? fire(window, after, out) : after);
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
    private Pane<A> takeMerged(TimeWindow window) {
        Pane<A> joined = null;
        Iterator<Map.Entry<TimeWindow, Pane<A>>> each = panes.entrySet().iterator();
        while (each.hasNext()) {
            Map.Entry<TimeWindow, Pane<A>> open = each.next();
            if (open.getKey().start() >= window.start() && open.getKey().end() <= window.end()) {
                Pane<A> pane = open.getValue();
                joined = joined == null
                        ? pane
                        : new Pane<>(
                                join.apply(joined.value(), pane.value()), Math.max(joined.version(), pane.version()));
                each.remove();
            }
        }
        return joined;
    }

    /** Everything up to this event time has been seen: gives out the windows that are over, earliest first. */
    public void advanceTo(long newWatermark, Consumer<Firing<A>> out) {
        if (newWatermark <= watermark) {
            return;
        }
        long before = watermark;
        watermark = newWatermark;
        for (TimeWindow window : new ArrayList<>(panes.keySet())) {
            if (window.last() > before && window.last() <= watermark) {
                panes.put(window, fire(window, panes.get(window), out));
            }
            if (isGone(window)) {
                panes.remove(window);
            }
        }
    }

    private Pane<A> fire(TimeWindow window, Pane<A> pane, Consumer<Firing<A>> out) {
        Pane<A> fired = new Pane<>(pane.value(), pane.version() + 1);
        out.accept(new Firing<>(window, fired.value(), fired.version()));
        return fired;
    }

    private boolean isGone(TimeWindow window) {
        // Written without a sum that could overflow at the end of time.
        return window.last() <= watermark - latenessNanos && watermark != Long.MIN_VALUE;
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
