package io.portcullis.store;

import io.portcullis.model.event.EngineEvent;

/** One event of the log and where it stands. */
record LogEntry(long position, EngineEvent event) {}
