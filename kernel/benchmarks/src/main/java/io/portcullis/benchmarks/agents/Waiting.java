package io.portcullis.benchmarks.agents;

import java.util.Arrays;

/** Events that wait for the agents' answer: when each was due and when the bus had delivered it, times of the machine. */
final class Waiting {
    private static final int ROOM = 1 << 12;

    private long[] due = new long[ROOM];
    private long[] delivered = new long[ROOM];
    private int count;

    void add(long dueNanos, long deliveredNanos) {
        if (count == due.length) {
            due = Arrays.copyOf(due, 2 * count);
            delivered = Arrays.copyOf(delivered, 2 * count);
        }
        due[count] = dueNanos;
        delivered[count] = deliveredNanos;
        count++;
    }

    int count() {
        return count;
    }

    /** Tells how long each took, and is empty then. */
    void answered(Stages stages, long askedNanos, long answeredNanos) {
        for (int i = 0; i < count; i++) {
            stages.event(due[i], delivered[i], askedNanos, answeredNanos);
        }
        count = 0;
    }
}
