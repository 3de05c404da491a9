package io.portcullis.host.server;

import java.util.List;

/**
 * All limits.
 *
 * @param packHash the rule pack whose limits these are
 * @param limits by name, the global one first
 * @param asOfPosition log position as of which the use is true
 */
public record LimitsView(String packHash, List<Row> limits, long asOfPosition) {
    /** Copies the rows. */
    public LimitsView {
        limits = List.copyOf(limits);
    }

    /**
     * A limit in one scope, and what is used of it.
     *
     * @param name the limit's name in limits.csv, such as gross-max
     * @param scope what it applies to, such as {@code global} or {@code sector:Energy}
     * @param unit of the numbers
     * @param limit what is allowed now; null when it is not set, which refuses every order that needs it
     * @param used what is used now, everything pending included; null when it is not a running total
     * @param pending which part of it is pending; null when used is
     * @param percent used of limit, per cent; null when either is, or when nothing is allowed
     * @param headroom limit less used; null when either is
     * @param where the name, sector or parent order that uses most of it; empty where there is one only
     * @param tightened how long somebody lowered it, who and why; empty when it is the pack's own
     */
    public record Row(
            String name,
            String scope,
            String unit,
            Double limit,
            Double used,
            Double pending,
            Double percent,
            Double headroom,
            String where,
            String tightened) {}
}
