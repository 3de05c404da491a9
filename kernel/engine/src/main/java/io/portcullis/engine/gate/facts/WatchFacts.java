package io.portcullis.engine.gate.facts;

/**
 * The facts of one evaluation of watch rules: exactly one of each type. Reused, not thread-safe.
 */
public final class WatchFacts {
    private final Trigger trigger = new Trigger();
    private final Account account = new Account();
    private final Session session = new Session();
    private final Counters counters = new Counters();
    private final Limits limits = new Limits();
    private final Ceilings ceilings = new Ceilings();

    /** The trigger fact. */
    public Trigger trigger() {
        return trigger;
    }

    /** The account fact. */
    public Account account() {
        return account;
    }

    /** The session fact. */
    public Session session() {
        return session;
    }

    /** The counters fact. */
    public Counters counters() {
        return counters;
    }

    /** The limits fact. */
    public Limits limits() {
        return limits;
    }

    /** How high the limits may be at most; no fact of rules. */
    public Ceilings ceilings() {
        return ceilings;
    }
}
