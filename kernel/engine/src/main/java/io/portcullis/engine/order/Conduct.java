package io.portcullis.engine.order;

import io.portcullis.engine.state.StateReader;
import io.portcullis.engine.state.StateWriter;

/**
 * How senders have behaved lately: what passed and what was refused in windows of seconds and minutes. Engine thread only.
 *
 * @param recent the orders of the last ten seconds
 * @param flow what passed in the last five minutes
 * @param parents the orders that others are parts of
 */
public record Conduct(RecentOrders recent, PassedFlow flow, Parents parents) {
    /** Nobody has sent anything. */
    public Conduct() {
        this(new RecentOrders(), new PassedFlow(), new Parents());
    }

    /** True while nothing is remembered that could count at this time. */
    public boolean isEmpty(Orders orders, long nowNanos) {
        return recent.isEmpty(nowNanos) && flow.isEmpty(nowNanos) && parents.isEmpty() && !orders.hasParts();
    }

    /** Writes what still counts at this time. */
    public void write(StateWriter out, Orders orders, long nowNanos) {
        recent.write(out, nowNanos);
        flow.write(out, nowNanos);
        parents.write(out);
        orders.writeParents(out);
    }

    /** Reads what {@link #write} wrote. */
    public void read(StateReader in, Orders orders) {
        recent.read(in, orders);
        flow.read(in);
        parents.read(in);
        orders.readParents(in);
    }
}
