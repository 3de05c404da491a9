package io.portcullis.transport.channel;

/** How far a cancel has come on its way to the venue. It is done when the venue says so, never before. */
public enum CancelStage {
    /** On its way through the channel. */
    REQUESTED,
    /** Handed to the venue, which has not answered. */
    SENT,
    /** The venue would not: the order may be over, or still work. */
    REFUSED
}
