package io.portcullis.engine.order;

import io.portcullis.engine.state.StateReader;
import io.portcullis.engine.state.StateWriter;
import io.portcullis.model.gate.Verdict;
import io.portcullis.model.id.ClientOrderId;
import io.portcullis.model.id.ExecId;
import io.portcullis.model.id.InstrumentId;
import io.portcullis.model.order.Side;
import io.portcullis.model.order.VenueCommand;
import io.portcullis.model.value.Price;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The orders that the engine still has to know: all that are open, and those that ended today or on the last trading day, so
 * that a key, an order id or an execution id sent again is recognised. Of those that were denied the newest {@value #DENIED_MAX}: a
 * sender that does not listen could fill the memory with refusals, and one of them that is asked for again is judged again.
 * Engine thread only.
 */
public final class Orders {
    static final int DENIED_MAX = 100_000;

    /** A count that is read is believed up to here: a table is then made at once in the size that it will have. */
    private static final int COUNT_BELIEVED_MAX = 1 << 23;

    private final Map<ClientOrderId, TrackedOrder> byId;
    private final Map<String, TrackedOrder> byKey;
    private final OrderBlocks blocks = new OrderBlocks();
    /** Those that are parts of another one, in the order in which they were judged. */
    private final Map<ClientOrderId, TrackedOrder> parts = new LinkedHashMap<>();

    /** In the order in which they were judged. A kill goes through these, so it must not take longer the more orders a day had. */
    private final Map<ClientOrderId, TrackedOrder> openById = new LinkedHashMap<>();

    /** Where the open ones work, so that an order that would meet one is seen at once. */
    private final Map<InstrumentId, WorkingPrices> working = new HashMap<>();

    /** The oldest first. */
    private final Deque<TrackedOrder> denied = new ArrayDeque<>();

    private Executions execsToday = new Executions();
    private Executions execsBefore = new Executions();
    private long previousRollNanos = Long.MIN_VALUE;
    private int unresolved;
    private int cancelsWaiting;

    /** None yet. */
    public Orders() {
        this(0);
    }

    private Orders(long expected) {
        byId = new LinkedHashMap<>(tableFor(expected));
        byKey = new HashMap<>(tableFor(expected));
    }

    /** The size of a table that need not grow for so many. */
    static int tableFor(long count) {
        return (int) (Math.min(count, COUNT_BELIEVED_MAX) * 4 / 3) + 16;
    }

    /** An order by our identifier; null when it is not known any more, or never was. */
    public TrackedOrder find(ClientOrderId id) {
        return byId.get(id);
    }

    /** An order by its sender's key; null when there is none. */
    public TrackedOrder findByKey(String key) {
        return byKey.get(key);
    }

    /** Orders that are not done. */
    public int openCount() {
        return openById.size();
    }

    /** Orders that nobody knows the fate of; counted as they change, because a host asks every second. */
    public int unresolvedCount() {
        return unresolved;
    }

    /** All that are remembered, in the order in which they were judged. */
    public Collection<TrackedOrder> all() {
        return Collections.unmodifiableCollection(byId.values());
    }

    /** The orders that are not done, in the order in which they were judged: a copy, because what is done with them ends some. */
    public List<TrackedOrder> open() {
        return new ArrayList<>(openById.values());
    }

    /** When the trading day before the last one ended, engine time. */
    public long previousRollNanos() {
        return previousRollNanos;
    }

    /**
     * Remembers a freshly judged order.
     *
     * @param parent the order that it is a part of; null for an order of its own
     */
    public TrackedOrder add(
            VenueCommand.NewOrder order, String key, Verdict verdict, long decisionSequence, ClientOrderId parent) {
        OrderState state = verdict == Verdict.DENY ? OrderState.DENIED : OrderState.PENDING_RECORD;
        TrackedOrder tracked = new TrackedOrder(order, key, verdict, decisionSequence, state);
        remember(tracked);
        blocks.add(tracked);
        if (parent != null) {
            part(tracked, parent);
        }
        if (verdict == Verdict.DENY) {
            denied(tracked);
        } else {
            open(tracked);
        }
        return tracked;
    }

    private void remember(TrackedOrder order) {
        byId.put(order.id(), order);
        byKey.put(order.key(), order);
    }

    private void part(TrackedOrder order, ClientOrderId parent) {
        order.parent(parent);
        parts.put(order.id(), order);
    }

    private void denied(TrackedOrder order) {
        denied.addLast(order);
        if (denied.size() > DENIED_MAX) {
            TrackedOrder oldest = denied.removeFirst();
            byId.remove(oldest.id());
            byKey.remove(oldest.key());
            blocks.remove(oldest);
        }
    }

    private void open(TrackedOrder order) {
        openById.put(order.id(), order);
        working.computeIfAbsent(order.instrument(), id -> new WorkingPrices()).add(order);
    }

    /** True when an order of ours that still works could trade with one like this; the limit is null for a market order. */
    public boolean wouldMeetOurs(InstrumentId instrument, Side side, Price limit) {
        WorkingPrices ours = working.get(instrument);
        return ours != null && ours.wouldMeet(side, limit);
    }

    /** Moves an order on; the caller has checked that the step is possible. */
    public void move(TrackedOrder order, OrderState next) {
        if (next.done()) {
            if (openById.remove(order.id()) != null) {
                working.get(order.instrument()).remove(order);
            }
            cancelsWaiting -= isWaiting(order);
        }
        unresolved += isUnresolved(next) - isUnresolved(order.state());
        order.state(next);
    }

    private static int isUnresolved(OrderState state) {
        return state == OrderState.UNRESOLVED ? 1 : 0;
    }

    /** Counts an execution's shares. */
    public void fill(TrackedOrder order, long quantityRaw) {
        order.fill(quantityRaw);
    }

    /** True the first time that an execution is seen. */
    public boolean firstSight(ExecId execId) {
        return !execsBefore.contains(execId.value()) && execsToday.add(execId.value());
    }

    /** Orders whose cancel waits for the budget of exits and cancels. */
    public int cancelsWaiting() {
        return cancelsWaiting;
    }

    /** Says what became of the wish to withdraw an order that is open. */
    public void cancel(TrackedOrder order, TrackedOrder.Cancel next) {
        cancelsWaiting -= isWaiting(order);
        order.cancel(next);
        cancelsWaiting += isWaiting(order);
    }

    private static int isWaiting(TrackedOrder order) {
        return order.cancel() == TrackedOrder.Cancel.WAITING ? 1 : 0;
    }

    /** The trading date ended: what ended before the last roll is forgotten. */
    public void rollDay(long nowNanos) {
        execsBefore = execsToday;
        execsToday = new Executions();
        Predicate<TrackedOrder> over = order -> order.state().done() && order.timeNanos() < previousRollNanos;
        byId.values().removeIf(over);
        byKey.values().removeIf(over);
        denied.removeIf(over);
        parts.values().removeIf(over);
        blocks.retain(byId.values());
        previousRollNanos = nowNanos;
    }

    /** Writes everything. */
    public void write(StateWriter out) {
        out.putLong(previousRollNanos);
        out.putLong(byId.size());
        blocks.write(out);
        execsToday.write(out);
        execsBefore.write(out);
    }

    /** Writes whose the open orders are: of one that is over nobody asks, and a day has a million of those. */
    public void writeWhose(StateWriter out) {
        out.putLong(openById.size());
        openById.values().forEach(order -> {
            out.putString(order.id().value());
            order.writeWhose(out);
        });
    }

    /** Reads what {@link #writeWhose} wrote. */
    public void readWhose(StateReader in) {
        for (long n = in.getLong(); n > 0; n--) {
            byId.get(ClientOrderId.of(in.getString())).readWhose(in);
        }
    }

    /** True when an order is remembered that is a part of another. */
    boolean hasParts() {
        return !parts.isEmpty();
    }

    /** Writes of what orders are parts; one that is over may still trade late. */
    void writeParents(StateWriter out) {
        out.putLong(parts.size());
        parts.forEach((id, order) -> {
            out.putString(id.value());
            out.putString(order.parent().value());
        });
    }

    /** Reads what {@link #writeParents} wrote. */
    void readParents(StateReader in) {
        for (long n = in.getLong(); n > 0; n--) {
            part(byId.get(ClientOrderId.of(in.getString())), ClientOrderId.of(in.getString()));
        }
    }

    /** Reads what {@link #write} wrote. */
    public static Orders read(StateReader in) {
        long previousRollNanos = in.getLong();
        long count = in.getLong();
        Orders orders = new Orders(count);
        orders.previousRollNanos = previousRollNanos;
        orders.blocks.read(in, count, orders::restored);
        orders.execsToday = Executions.read(in);
        orders.execsBefore = Executions.read(in);
        return orders;
    }

    private void restored(TrackedOrder order) {
        remember(order);
        if (!order.state().done()) {
            open(order);
            cancelsWaiting += isWaiting(order);
        }
        if (order.state() == OrderState.DENIED) {
            denied.addLast(order);
        }
        unresolved += isUnresolved(order.state());
    }
}
