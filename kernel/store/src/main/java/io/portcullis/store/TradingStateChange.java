package io.portcullis.store;

import io.portcullis.model.gate.Scope;
import io.portcullis.model.gate.TradingState;

/**
 * Something that may have changed what passes in a scope.
 *
 * @param position its position in the log
 * @param timeNanos engine time
 * @param scope which part
 * @param cause what it was
 * @param state what is in force from then on: a reduce-only request does not loosen a kill
 * @param by who or which rule
 * @param reason why; empty for a resume
 */
public record TradingStateChange(
        long position, long timeNanos, Scope scope, Cause cause, TradingState state, String by, String reason) {
    /** What changes a state. */
    public enum Cause {
        /** Someone killed. */
        KILL,
        /** Someone asked for reducing orders only. */
        REDUCE_ONLY,
        /** Someone lifted the state. */
        RESUME,
        /** The engine did, by a watch rule or because its books could not be trusted. */
        ENGINE
    }
}
