package io.portcullis.transport;

import io.portcullis.model.event.EngineEvent;

/**
 * An event and its place in the log.
 *
 * @param position where the log stands after it
 * @param event what happened
 */
public record RecordedEvent(long position, EngineEvent event) {}
