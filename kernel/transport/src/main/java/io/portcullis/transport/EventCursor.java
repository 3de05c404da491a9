package io.portcullis.transport;

import io.portcullis.model.event.EngineEvent;

/** Reads recorded events one by one. Not thread-safe. */
public interface EventCursor extends AutoCloseable {
    /** Moves to the next event; false when there is none. */
    boolean next();

    /** Where the log stands after the current event. */
    long position();

    /** The current event. */
    EngineEvent event();

    @Override
    void close();
}
