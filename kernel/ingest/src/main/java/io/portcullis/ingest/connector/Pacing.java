package io.portcullis.ingest.connector;

/** What a runner does when the kernel is slower than its stream. */
public enum Pacing {
    /** Goes on; the bus drops the oldest events and counts them. For live feeds, where late is worse than lost. */
    DROP_OLDEST,
    /** Waits; nothing is lost. For virtual time and backfill. */
    WAIT
}
