package io.portcullis.store;

import java.util.Locale;

/**
 * How the database keeps up with the log. Nothing of it stops an order.
 *
 * @param state in one word
 * @param reason why it is not UP; empty when it is
 * @param lagPositions how far the log is ahead, in positions (bytes of the log)
 * @param appliedPosition log position up to which the tables are complete; -1 before the first look at the database
 */
public record StoreHealth(State state, String reason, long lagPositions, long appliedPosition) {
    /** In one word. */
    public enum State {
        /** The tables follow the log. */
        UP,
        /** The database answers, and the log is ahead of it. */
        BEHIND,
        /** The database does not answer, or refuses. */
        DOWN
    }

    /** One line for people. */
    public String line() {
        return state == State.UP
                ? "UP"
                : String.format(Locale.ROOT, "%s, %,d positions behind: %s", state, lagPositions, reason);
    }
}
