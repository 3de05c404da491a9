package io.portcullis.engine.order;

import io.portcullis.engine.state.StateReader;
import io.portcullis.engine.state.StateWriter;
import io.portcullis.model.gate.Verdict;
import io.portcullis.model.id.AccountId;
import io.portcullis.model.id.AgentId;
import io.portcullis.model.id.ClientOrderId;
import io.portcullis.model.id.InstrumentId;
import io.portcullis.model.order.Attribution;
import io.portcullis.model.order.OrderType;
import io.portcullis.model.order.Side;
import io.portcullis.model.order.TimeInForce;
import io.portcullis.model.order.VenueCommand;
import io.portcullis.model.value.Price;
import io.portcullis.model.value.Quantity;
import java.util.List;
import java.util.Map;

/** One order from its judgement to its end. Engine thread only. */
public final class TrackedOrder {
    // values() makes a copy each time, and a snapshot asks five times for each order
    private static final Side[] SIDES = Side.values();
    private static final OrderType[] TYPES = OrderType.values();
    private static final TimeInForce[] TIMES_IN_FORCE = TimeInForce.values();
    private static final Verdict[] VERDICTS = Verdict.values();
    private static final OrderState[] STATES = OrderState.values();
    private static final Cancel[] CANCELS = Cancel.values();

    private final ClientOrderId id;
    private final String key;
    private final InstrumentId instrument;
    private final Side side;
    private final OrderType type;
    private final TimeInForce timeInForce;
    private final Price limit;
    private final long quantity;
    private final boolean reducing;
    private final Verdict verdict;
    private final long decisionSequence;
    private final long timeNanos;
    private Attribution whose;
    private OrderState state;
    private long filled;
    private Cancel cancel = Cancel.NONE;
    private ClientOrderId parent;
    private OrderBlocks.Block block;

    /** What became of the wish to withdraw an order. */
    public enum Cancel {
        /** Nobody wished it. */
        NONE,
        /** It is on its way to the venue, or there. */
        SENT,
        /** It is owed: the budget of exits and cancels was used up, or an earlier process may not have sent it. */
        WAITING
    }

    TrackedOrder(VenueCommand.NewOrder order, String key, Verdict verdict, long decisionSequence, OrderState state) {
        this.id = order.orderId();
        this.key = key;
        this.instrument = order.instrument();
        this.side = order.side();
        this.type = order.type();
        this.timeInForce = order.timeInForce();
        this.limit = order.limit();
        this.quantity = order.quantity().raw();
        this.reducing = order.reducing();
        this.timeNanos = order.timeNanos();
        this.whose = order.whose();
        this.verdict = verdict;
        this.decisionSequence = decisionSequence;
        this.state = state;
    }

    private TrackedOrder(StateReader in, Map<String, InstrumentId> instruments) {
        id = ClientOrderId.of(in.getString());
        key = in.getString();
        instrument = instrument(in.getString(), instruments);
        side = SIDES[(int) in.getLong()];
        type = TYPES[(int) in.getLong()];
        timeInForce = TIMES_IN_FORCE[(int) in.getLong()];
        long limitRaw = in.getLong();
        limit = limitRaw < 0 ? null : new Price(limitRaw);
        quantity = in.getLong();
        reducing = in.getBoolean();
        timeNanos = in.getLong();
        verdict = VERDICTS[(int) in.getLong()];
        decisionSequence = in.getLong();
        state = STATES[(int) in.getLong()];
        filled = in.getLong();
        cancel = CANCELS[(int) in.getLong()];
        whose = Attribution.NONE;
    }

    /** Reads what {@link #writeWhose} wrote. */
    void readWhose(StateReader in) {
        AccountId account = AccountId.of(in.getString());
        String sector = in.getString();
        boolean flatten = in.getBoolean();
        AgentId[] agents = new AgentId[(int) in.getLong()];
        for (int i = 0; i < agents.length; i++) {
            agents[i] = AgentId.of(in.getString());
        }
        whose = new Attribution(account, sector, List.of(agents), flatten);
    }

    /** Our identifier. */
    public ClientOrderId id() {
        return id;
    }

    /** The sender's key or the opportunity's identifier. */
    public String key() {
        return key;
    }

    /** What is traded. */
    public InstrumentId instrument() {
        return instrument;
    }

    /** Buy or sell. */
    public Side side() {
        return side;
    }

    /** Market or limit. */
    public OrderType type() {
        return type;
    }

    /** Its price; null for a market order. */
    public Price limit() {
        return limit;
    }

    /** How long it holds. */
    public TimeInForce timeInForce() {
        return timeInForce;
    }

    /** Where it stands. */
    public OrderState state() {
        return state;
    }

    /** The gate's verdict. */
    public Verdict verdict() {
        return verdict;
    }

    /** Sequence of its decision record. */
    public long decisionSequence() {
        return decisionSequence;
    }

    /** Shares that were allowed, raw; for a denied order the shares that were asked for. */
    public long quantityRaw() {
        return quantity;
    }

    /** Shares that traded so far, raw. */
    public long filledRaw() {
        return filled;
    }

    /** Shares that may still trade, raw; zero once it is done. */
    public long openRaw() {
        return state.done() ? 0 : Math.max(0, quantity - filled);
    }

    /** When it was judged, engine time. */
    public long timeNanos() {
        return timeNanos;
    }

    /** Whose order it is. */
    public Attribution whose() {
        return whose;
    }

    /** What the venue is told. */
    public VenueCommand.NewOrder toVenue() {
        return new VenueCommand.NewOrder(
                id, instrument, side, new Quantity(quantity), type, limit, timeInForce, reducing, timeNanos, whose);
    }

    /** The order that it is a part of; null for an order of its own. */
    public ClientOrderId parent() {
        return parent;
    }

    void parent(ClientOrderId id) {
        parent = id;
    }

    /** What became of the wish to withdraw it. */
    public Cancel cancel() {
        return cancel;
    }

    OrderBlocks.Block block() {
        return block;
    }

    /** What it is written with. */
    void block(OrderBlocks.Block writtenWith) {
        block = writtenWith;
    }

    void cancel(Cancel next) {
        block.changed();
        cancel = next;
    }

    void state(OrderState next) {
        block.changed();
        state = next;
    }

    void fill(long quantityRaw) {
        block.changed();
        filled = Math.addExact(filled, quantityRaw);
    }

    void write(StateWriter out) {
        out.putString(id.value());
        out.putString(key);
        out.putString(instrument.value());
        out.putLong(side.ordinal());
        out.putLong(type.ordinal());
        out.putLong(timeInForce.ordinal());
        out.putLong(limit == null ? -1 : limit.raw());
        out.putLong(quantity);
        out.putBoolean(reducing);
        out.putLong(timeNanos);
        out.putLong(verdict.ordinal());
        out.putLong(decisionSequence);
        out.putLong(state.ordinal());
        out.putLong(filled);
        out.putLong(cancel.ordinal());
    }

    /** Writes whose order it is. */
    void writeWhose(StateWriter out) {
        out.putString(whose.account().value());
        out.putString(whose.sector());
        out.putBoolean(whose.flatten());
        out.putLong(whose.agents().size());
        whose.agents().forEach(agent -> out.putString(agent.value()));
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @param instruments those met so far: a million orders are in some hundred instruments
     */
    static TrackedOrder read(StateReader in, Map<String, InstrumentId> instruments) {
        return new TrackedOrder(in, instruments);
    }

    private static InstrumentId instrument(String text, Map<String, InstrumentId> known) {
        InstrumentId instrument = known.get(text);
        if (instrument == null) {
            instrument = InstrumentId.of(text);
            known.put(text, instrument);
        }
        return instrument;
    }
}
