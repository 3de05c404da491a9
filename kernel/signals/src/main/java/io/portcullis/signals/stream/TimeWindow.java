package io.portcullis.signals.stream;

import java.util.ArrayList;
import java.util.List;

/**
 * A stretch of event time.
 *
 * @param start first instant in it
 * @param end first instant after it
 */
public record TimeWindow(long start, long end) implements Comparable<TimeWindow> {
    /** Refuses an empty stretch. */
    public TimeWindow {
        if (end <= start) {
            throw new IllegalArgumentException("a window must end after its start, got [" + start + ", " + end + ")");
        }
    }

    /**
     * The window of a size that a time falls into, when windows follow each other without gaps from an offset on.
     *
     * <p>The remainder must be the mathematical one: Java's {@code %} is negative before the offset and would put a time into
     * the window after its own.
     */
    public static TimeWindow tumbling(long time, long offset, long size) {
        long start = time - Math.floorMod(time - offset, requirePositive(size));
        return new TimeWindow(start, start + size);
    }

    /** The windows of a size that a time falls into, earliest first, when one starts at every multiple of {@code advance}. */
    public static List<TimeWindow> hopping(long time, long size, long advance) {
        requirePositive(size);
        List<TimeWindow> windows = new ArrayList<>();
        for (long start = time - Math.floorMod(time, requirePositive(advance)); start > time - size; start -= advance) {
            windows.add(0, new TimeWindow(start, start + size));
        }
        return windows;
    }

    /** Where an activity at a time would end when nothing follows within the gap. */
    public static TimeWindow session(long time, long gap) {
        return new TimeWindow(time, time + requirePositive(gap));
    }

    private static long requirePositive(long length) {
        if (length <= 0) {
            throw new IllegalArgumentException("a length of time must be positive, got " + length);
        }
        return length;
    }

    /** True when the two share an instant, or one ends where the other starts: sessions merge then. */
    public boolean touches(TimeWindow other) {
        return start <= other.end && other.start <= end;
    }

    /** The stretch from the earlier start to the later end. */
    public TimeWindow cover(TimeWindow other) {
        return new TimeWindow(Math.min(start, other.start), Math.max(end, other.end));
    }

    /** The last instant in it; a watermark there says that all of it has been seen. */
    public long last() {
        return end - 1;
    }

    @Override
    public int compareTo(TimeWindow other) {
        int byStart = Long.compare(start, other.start);
        return byStart != 0 ? byStart : Long.compare(end, other.end);
    }
}
