package io.portcullis.host.server;

import java.util.List;

/**
 * How far a kill has come. A kill is done when the venue has acted, not when we wrote to a socket: what is not acknowledged is
 * unresolved, and may still trade.
 *
 * @param scope what it covers
 * @param state KILLED, or REDUCE_ONLY, which withdraws nothing
 * @param since when it was shut, engine time; empty when the kill is in force and the log has not taken it yet
 * @param by who or which rule
 * @param reason why
 * @param warning what to look at; empty when there is nothing: a name that nothing here has stops nothing
 * @param requested cancels that were asked for, one for each order that worked in the scope
 * @param sent of those, how many were handed to the venue
 * @param acknowledged of those, how many orders are over
 * @param unresolved all others
 * @param orders those, the first hundred of them
 * @param asOfPosition log position as of which all this is true; 0 when the kill is in force and the log has not taken it yet
 */
public record KillAnswer(
        String scope,
        String state,
        String since,
        String by,
        String reason,
        String warning,
        long requested,
        long sent,
        long acknowledged,
        long unresolved,
        List<Cancel> orders,
        long asOfPosition) {

    /** Copies the orders. */
    public KillAnswer {
        orders = List.copyOf(orders);
    }

    /** A kill that holds already, and of which the engine has not heard yet. */
    public static KillAnswer untold(String scope, String by, String reason) {
        return new KillAnswer(scope, "KILLED", "", by, reason, "", 0, 0, 0, 0, List.of(), 0);
    }

    /**
     * An order that is to be withdrawn and is not over.
     *
     * @param orderId which one
     * @param instrument what it trades
     * @param stage WAITING for the budget of exits and cancels, REQUESTED, SENT, REFUSED by the venue, or LOST: nobody can say
     *     whether it was sent, or what became of the order
     */
    public record Cancel(String orderId, String instrument, String stage) {}
}
