package io.portcullis.host.live;

/**
 * When each decision was made, until it comes back from the log. Both happen in the order of their sequence, so a ring is enough;
 * a decision of an earlier process, which was never put in, is not found. One thread.
 */
final class DecisionStamps {
    /** There is no stamp for that decision. */
    static final long NONE = Long.MIN_VALUE;

    private final long[] sequences;
    private final long[] stamps;
    private long first;
    private long end;

    DecisionStamps(int capacity) {
        sequences = new long[capacity];
        stamps = new long[capacity];
    }

    /** Puts a decision in; when there is no room the oldest one goes. */
    void add(long sequence, long nanos) {
        if (end - first == sequences.length) {
            first++;
        }
        int slot = (int) (end++ % sequences.length);
        sequences[slot] = sequence;
        stamps[slot] = nanos;
    }

    /** Takes a decision out, and forgets those before it. */
    long take(long sequence) {
        while (first < end && sequences[(int) (first % sequences.length)] < sequence) {
            first++;
        }
        boolean there = first < end && sequences[(int) (first % sequences.length)] == sequence;
        return there ? stamps[(int) (first++ % sequences.length)] : NONE;
    }
}
