package io.portcullis.store;

import io.portcullis.model.event.EngineEvent;

/** How the projector reads what the log already holds; the host wires it to the log. Called on the projector's thread. */
@FunctionalInterface
public interface CatchUp {
    /**
     * Hands over the recorded events, in log order, up to the end of what is recorded when it is called or later.
     *
     * @param fromPosition events up to and including this position are applied already; to hand them over again does no harm.
     *     -1 means from the beginning
     * @param handler takes the events; what it throws ends the replay and must come out of this method
     */
    void replay(long fromPosition, Handler handler);

    /** Position of the last event that is recorded now; -1 when that is not known. */
    default long end() {
        return -1;
    }

    /** Takes the events of the log. */
    @FunctionalInterface
    interface Handler {
        /** Takes one event and its position; positions rise. */
        void on(long position, EngineEvent event);
    }
}
