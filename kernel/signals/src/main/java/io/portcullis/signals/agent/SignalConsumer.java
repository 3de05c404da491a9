package io.portcullis.signals.agent;

import io.portcullis.model.event.EngineEvent;

/** Where the signals of an instant go, one batch per instrument, sorted by instrument and then by agent; the host logs them. */
@FunctionalInterface
public interface SignalConsumer {
    /** One instrument's signals; at least one. Called on the thread that asked. */
    void batch(EngineEvent.SignalBatch batch);
}
