package io.portcullis.host.audit;

import io.portcullis.host.access.Caller;

/**
 * What happened, for one line.
 *
 * @param who the name that was proven; else the one that was claimed, or what stands in for one
 * @param standing their roles at that moment; empty when no name was proven
 * @param from the door and the address behind it
 * @param call path or MBean operation, or the command that was given offline
 * @param on what it was done to: a scope, a pack, a plugin, a user
 * @param outcome how far it came
 * @param note one line: why it was refused, the reason that was given; never a secret
 * @param asOfPosition log position as of which it was done; 0 when it became no event
 */
public record AuditEntry(
        String who,
        String standing,
        String from,
        String call,
        String on,
        Outcome outcome,
        String note,
        long asOfPosition) {

    /** How far a call came. */
    public enum Outcome {
        /** It is permitted and about to be done; what became of it is in a later line. */
        BEGUN,
        /** It was done. */
        DONE,
        /** It was not permitted, or made no sense; nothing was done. */
        REFUSED,
        /** It was permitted and could not be done. */
        FAILED,
        /** About this audit itself. */
        NOTE
    }

    /** Of somebody whose name was proven. */
    public static AuditEntry of(Caller caller, String call, String on) {
        return new AuditEntry(
                caller.name(), caller.identity().standing(), caller.from(), call, on, Outcome.BEGUN, "", 0);
    }

    /** Of somebody whose name was not. */
    public static AuditEntry of(String who, String from, String call, String on) {
        return new AuditEntry(who, "", from, call, on, Outcome.BEGUN, "", 0);
    }

    /** About the audit itself. */
    static AuditEntry ofAudit(String note) {
        return new AuditEntry("audit", "", "", "audit", "", Outcome.NOTE, note, 0);
    }

    /** The same with another outcome, and why. */
    public AuditEntry came(Outcome to, String why) {
        return new AuditEntry(who, standing, from, call, on, to, why, asOfPosition);
    }

    /** The same, done. */
    public AuditEntry done(long position) {
        return new AuditEntry(who, standing, from, call, on, Outcome.DONE, note, position);
    }

    /** The same with a note. */
    public AuditEntry noting(String text) {
        return came(outcome, text);
    }
}
