package io.portcullis.host.session;

import io.portcullis.model.event.EngineEvent;
import io.portcullis.model.market.MarketEvent;

/**
 * What the daily cycle needs of its host. A back test answers at once and in process; the demo goes through the recorded log,
 * the venue's channel and their threads, and {@link #settle()} is where it waits for them.
 */
public interface SessionPorts {
    /** Session time is this from now on; every report and event is stamped with it. */
    void time(long nanos);

    /** Appends an event to the log. */
    void append(EngineEvent event);

    /** Shows the venue a market event. */
    void venueMarket(MarketEvent event);

    /** Lets the venue do everything that falls due up to a time. */
    void venueAdvance(long nanos);

    /** Returns when everything that was appended, and everything that follows from it, is done. */
    void settle();
}
