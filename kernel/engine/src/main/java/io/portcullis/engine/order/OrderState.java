package io.portcullis.engine.order;

/** Where an order stands; FIX OrdStatus words where FIX has one. */
public enum OrderState {
    /** Judged; its decision is on its way through the log, and until it is recorded nothing may leave. */
    PENDING_RECORD(false),
    /** Refused by our gate. */
    DENIED(true),
    /** Handed to the venue channel, no answer yet. */
    SUBMITTED(false),
    /** The venue has it. */
    ACCEPTED(false),
    /** Part of it traded. */
    PARTIALLY_FILLED(false),
    /** All of it traded. */
    FILLED(true),
    /** What was left is gone. */
    CANCELED(true),
    /** The venue refused it. */
    REJECTED(true),
    /** It never left: a kill landed first or the link was down. */
    UNSENT(true),
    /** A restart lost sight of it; the venue has been asked. */
    UNRESOLVED(false);

    private final boolean done;

    OrderState(boolean done) {
        this.done = done;
    }

    /** True when nothing more is expected, though a late fill still counts. */
    public boolean done() {
        return done;
    }
}
