package io.portcullis.spi;

import io.portcullis.model.id.InstrumentId;
import io.portcullis.model.signal.Signal;

/** Where an agent puts its answers during one call of {@link Agent#onInstant}. Not thread-safe, not valid afterwards. */
public interface SignalSink {
    /**
     * An opinion. A second one on the same instrument in the same call replaces the first.
     *
     * @param signal its agent must be the caller, its time the frame's, its instrument in the frame
     * @throws IllegalArgumentException when it is not
     */
    void signal(Signal signal);

    /**
     * No opinion on an instrument: left out of the pool, not a vote of one half.
     *
     * @param instrument on which one
     * @param reason short, for people, such as {@code "no price 252 days ago"}
     */
    void abstain(InstrumentId instrument, String reason);
}
