package io.portcullis.transport;

import io.portcullis.model.event.EngineEvent;

/** Takes the log's events, one after the other, on one thread. */
@FunctionalInterface
public interface LogHandler {
    /**
     * One recorded event.
     *
     * @param position where the log stands after it; reading on from here starts with the next event
     * @param event what happened
     */
    void onEvent(long position, EngineEvent event);
}
