package io.portcullis.transport;

import io.portcullis.model.event.EngineEvent;

/**
 * The one log: a single total order of events, each handed to the core thread only once it is recorded.
 *
 * <p>Engine time never goes backwards: callers stamp events at ingress, and an event that is stamped before the last one of
 * the log is raised to it. The raised time is what is recorded, so every replay sees the same.
 */
public interface Log extends EventSource, AutoCloseable {
    /** {@link #append}'s answer to the core thread when the event waits in memory for room; the order is kept. */
    long QUEUED = -1;

    /**
     * Adds an event, from any thread. It is not recorded yet when this returns: it is when the core thread gets it back.
     *
     * <p>The core thread never waits here, or it would wait for itself; other threads wait while the log is full.
     *
     * @return the position that the event will be handed out with, or {@link #QUEUED}
     * @throws IllegalArgumentException when the event is too long
     * @throws LogException when the log is closed or has not moved for ten seconds
     */
    long append(EngineEvent event);

    /**
     * Hands recorded events to a handler, in order. Called by the core thread only; with an {@code ArchiveLog} this is also
     * what drives the log, so it must be called all the time. Never interrupt the core thread: an interrupt closes the files
     * that it is writing.
     *
     * <p>What the handler throws comes out of this method unchanged, and the same event is handed out again next time.
     *
     * @param limit roughly how many at once, at least 1
     * @return how many were handed out
     */
    int poll(LogHandler handler, int limit);

    /** Called after each append by a thread other than the core thread: wakes a core thread that has parked. */
    void onAppend(Runnable wake);

    /** True when something was appended that was not handed out yet; cheap, for the core thread. */
    boolean pending();

    /** What recorded means here. */
    Durability durability();

    /** Records what was appended, then lets go. Called by the core thread, or after it has ended. */
    @Override
    void close();
}
