package io.portcullis.store;

import io.portcullis.model.gate.Verdict;
import io.portcullis.model.id.InstrumentId;

/**
 * Which decisions are asked for; null means any.
 *
 * @param instrument on what
 * @param fromNanos engine time of the first
 * @param toNanos engine time behind the last
 * @param label a reason's label: a rule's id, or a code's name for the engine's own reasons
 * @param verdict allowed, reduced or denied
 * @param rowsMax how many, the newest
 */
public record DecisionFilter(
        InstrumentId instrument, Long fromNanos, Long toNanos, String label, Verdict verdict, int rowsMax) {
    private static final int ROWS_LIMIT = 10_000;

    /** Refuses a number of rows that is not positive or would not fit in memory. */
    public DecisionFilter {
        if (rowsMax < 1 || rowsMax > ROWS_LIMIT) {
            throw new IllegalArgumentException("rowsMax must be 1 to " + ROWS_LIMIT + ", got " + rowsMax);
        }
    }

    /** The newest decisions, whatever they are about. */
    public static DecisionFilter newest(int rowsMax) {
        return new DecisionFilter(null, null, null, null, null, rowsMax);
    }

    /** Only those on an instrument. */
    public DecisionFilter on(InstrumentId only) {
        return new DecisionFilter(only, fromNanos, toNanos, label, verdict, rowsMax);
    }

    /** Only those from one engine time to before another. */
    public DecisionFilter between(long from, long to) {
        return new DecisionFilter(instrument, from, to, label, verdict, rowsMax);
    }

    /** Only those with a reason of this label. */
    public DecisionFilter withLabel(String only) {
        return new DecisionFilter(instrument, fromNanos, toNanos, only, verdict, rowsMax);
    }

    /** Only those with this verdict. */
    public DecisionFilter withVerdict(Verdict only) {
        return new DecisionFilter(instrument, fromNanos, toNanos, label, only, rowsMax);
    }
}
