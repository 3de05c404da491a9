package io.portcullis.host.approval;

import io.portcullis.engine.Engine;
import io.portcullis.model.event.EngineEvent;
import java.util.function.Function;

/** The running log as a desk sees it: writes an event, and asks the engine behind everything that was written before. */
public interface DeskLog {
    /** Engine time now. */
    long now();

    /** Appends an event. */
    void append(EngineEvent event);

    /** Asks the engine once it has taken everything that was appended before; its books are there. */
    <T> T ask(Function<Engine, T> question);

    /** The position of the last event that the engine has taken. */
    long position();
}
