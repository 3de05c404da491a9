package io.portcullis.engine.order;

import io.portcullis.engine.state.StateReader;
import io.portcullis.engine.state.StateWriter;
import io.portcullis.model.id.ClientOrderId;
import io.portcullis.model.order.ParentOrder;
import io.portcullis.model.value.Quantity;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The orders that others are parts of, and how much of each is out or done: parts that ended without a trade give back what they had. Kept
 * for the day and the day after. Engine thread only.
 */
public final class Parents {
    /** More than these are not known, and what is not known has no room. */
    private static final int KNOWN_MAX = 100_000;

    private final Map<ClientOrderId, Parent> parents = new LinkedHashMap<>();
    /** With the most parts; null while none is known. */
    private Parent busiest;

    /** One of them. */
    private static final class Parent {
        private final ClientOrderId id;
        private long quantity;
        private long taken;
        private long children;
        private long seenNanos;

        private Parent(ClientOrderId id) {
            this.id = id;
        }
    }

    /**
     * The order with the most parts.
     *
     * @param id its number
     * @param children parts of it that passed
     */
    public record Busiest(ClientOrderId id, long children) {}

    /** The order with the most parts, of several one; null when none is known. */
    public Busiest busiest() {
        return busiest == null ? null : new Busiest(busiest.id, busiest.children);
    }

    private void compare(Parent parent) {
        busiest = busiest == null || parent.children > busiest.children ? parent : busiest;
    }

    /** Shares of the whole, raw: a part may name fewer than those before it, never more. 0 when no more can be known. */
    public long quantityRaw(ParentOrder parent) {
        Parent known = parents.get(parent.id());
        if (known == null) {
            return parents.size() < KNOWN_MAX ? parent.quantity().raw() : 0;
        }
        return Math.min(known.quantity, parent.quantity().raw());
    }

    /** Shares of its parts that traded or may still, raw. */
    public long takenRaw(ParentOrder parent) {
        Parent known = parents.get(parent.id());
        return known == null ? 0 : known.taken;
    }

    /** Parts that passed. */
    public long children(ParentOrder parent) {
        Parent known = parents.get(parent.id());
        return known == null ? 0 : known.children;
    }

    /** What is known of a parent's whole; null when nothing is. */
    public ParentOrder find(ClientOrderId id) {
        Parent known = id == null ? null : parents.get(id);
        return known == null ? null : new ParentOrder(id, new Quantity(known.quantity));
    }

    /** A part passed. */
    public void take(ParentOrder parent, long quantityRaw, long nowNanos) {
        Parent known = parents.get(parent.id());
        if (known == null) {
            if (parents.size() == KNOWN_MAX) {
                return; // nothing refused it, so nothing counts
            }
            known = new Parent(parent.id());
            known.quantity = parent.quantity().raw();
            parents.put(parent.id(), known);
        }
        known.quantity = Math.min(known.quantity, parent.quantity().raw());
        known.taken = Math.addExact(known.taken, quantityRaw);
        known.children++;
        known.seenNanos = nowNanos;
        compare(known);
    }

    /** What a part had taken and can no longer trade; null for an order of its own. */
    void giveBack(ClientOrderId parent, long quantityRaw) {
        Parent known = parent == null ? null : parents.get(parent);
        if (known != null) {
            known.taken -= quantityRaw;
        }
    }

    /** Those that had no part since then are forgotten. */
    public void forgetBefore(long nanos) {
        parents.values().removeIf(parent -> parent.seenNanos < nanos);
        busiest = null;
        parents.values().forEach(this::compare);
    }

    /** True while none is known. */
    public boolean isEmpty() {
        return parents.isEmpty();
    }

    /** Writes everything. */
    public void write(StateWriter out) {
        out.putLong(parents.size());
        parents.forEach((id, parent) -> {
            out.putString(id.value());
            out.putLong(parent.quantity);
            out.putLong(parent.taken);
            out.putLong(parent.children);
            out.putLong(parent.seenNanos);
        });
    }

    /** Reads what {@link #write} wrote. */
    public void read(StateReader in) {
        for (long n = in.getLong(); n > 0; n--) {
            Parent parent = new Parent(ClientOrderId.of(in.getString()));
            parents.put(parent.id, parent);
            parent.quantity = in.getLong();
            parent.taken = in.getLong();
            parent.children = in.getLong();
            parent.seenNanos = in.getLong();
            compare(parent);
        }
    }
}
