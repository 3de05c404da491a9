package io.portcullis.engine.gate.facts;

/**
 * The facts of one evaluation: exactly one of each type. Reused, not thread-safe.
 */
public final class GateFacts {
    private final Order order = new Order();
    private final Instrument instrument = new Instrument();
    private final Account account = new Account();
    private final Exposure exposure = new Exposure();
    private final Market market = new Market();
    private final Agent agent = new Agent();
    private final Session session = new Session();
    private final Counters counters = new Counters();
    private final Limits limits = new Limits();
    private final Ceilings ceilings = new Ceilings();

    /** The order fact. */
    public Order order() {
        return order;
    }

    /** The instrument fact. */
    public Instrument instrument() {
        return instrument;
    }

    /** The account fact. */
    public Account account() {
        return account;
    }

    /** The exposure fact. */
    public Exposure exposure() {
        return exposure;
    }

    /** The market fact. */
    public Market market() {
        return market;
    }

    /** The agent fact. */
    public Agent agent() {
        return agent;
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
