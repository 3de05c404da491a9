package io.portcullis.host.session;

import io.portcullis.model.event.EngineEvent;

/** Sees every event of a log in its order, after the engine has taken it. */
@FunctionalInterface
public interface LogListener {
    /** One event at its position. */
    void on(long position, EngineEvent event);
}
