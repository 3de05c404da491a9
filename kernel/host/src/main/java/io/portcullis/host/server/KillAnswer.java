package io.portcullis.host.server;

/**
 * How far a kill has come. A kill is done when the venue has acted, not when we wrote to a socket.
 *
 * @param scope what it covers
 * @param requested the switch is set: nothing new leaves
 * @param sent cancels that went to venues for working orders
 * @param acknowledged of those, how many the venue has confirmed
 * @param unresolved orders of which nobody can say yet whether they work
 * @param asOfPosition log position as of which all this is true; 0 when the kill is in force and the log has not taken it yet
 */
public record KillAnswer(
        String scope, boolean requested, int sent, int acknowledged, int unresolved, long asOfPosition) {}
