package io.portcullis.engine;

import io.portcullis.model.event.EngineEvent;
import io.portcullis.model.id.VenueId;
import io.portcullis.model.order.VenueCommand;
import io.portcullis.model.signal.Opportunity;

/**
 * Where the engine puts what it wants done. The host decides what that means: live it appends and sends, in a back test it
 * loops back, in replay it compares. Called on the engine's thread, in a deterministic order.
 */
public interface Outbox {
    /** To be appended to the log and handed back to the engine as an event, in this order. */
    void append(EngineEvent.Produced event);

    /** To be sent to a venue. Only ever emitted while handling the recorded decision that allows it. */
    void send(VenueId venue, VenueCommand command);

    /** For eyes and statistics only: nothing depends on it. */
    default void opportunity(Opportunity opportunity) {}
}
