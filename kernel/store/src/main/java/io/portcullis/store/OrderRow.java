package io.portcullis.store;

import io.portcullis.engine.order.OrderState;
import io.portcullis.model.id.VenueOrderId;
import io.portcullis.model.order.VenueReport;
import io.portcullis.model.value.Quantity;

/** An order while a batch is folded: the same steps as the engine's own, on recorded events only. Projector thread only. */
final class OrderRow {
    private RecordedOrder order;
    private final boolean stored;
    private boolean changed;

    private OrderRow(RecordedOrder order, boolean stored) {
        this.order = order;
        this.stored = stored;
    }

    static OrderRow decided(RecordedOrder order) {
        return new OrderRow(order, false);
    }

    static OrderRow loaded(RecordedOrder order) {
        return new OrderRow(order, true);
    }

    RecordedOrder order() {
        return order;
    }

    boolean stored() {
        return stored;
    }

    boolean changed() {
        return changed;
    }

    /** A report that is no execution: once an order is done, nothing but an execution changes it. */
    void on(long position, VenueReport report) {
        if (order.state().done() || report instanceof VenueReport.CancelRejected) {
            return;
        }
        if (report instanceof VenueReport.Accepted accepted) {
            boolean traded = !order.filled().isZero();
            OrderState next = traded ? OrderState.PARTIALLY_FILLED : OrderState.ACCEPTED;
            set(position, order.filled(), next, accepted.venueOrderId(), order.reason());
        } else if (report instanceof VenueReport.Rejected rejected) {
            end(position, OrderState.REJECTED, rejected.reason());
        } else if (report instanceof VenueReport.Canceled canceled) {
            end(position, OrderState.CANCELED, canceled.reason());
        } else if (report instanceof VenueReport.Unsent unsent) {
            end(position, OrderState.UNSENT, unsent.reason());
        } else {
            end(position, OrderState.UNSENT, "the venue has never seen it");
        }
    }

    /** Its own decision was overtaken: whatever was taken for sent never left. */
    void withdraw(long position, String reason) {
        if (!order.state().done()) {
            end(position, OrderState.UNSENT, reason);
        }
    }

    /** An execution that counts, even after the order was done. */
    void fill(long position, Quantity quantity) {
        Quantity filled = order.filled().plus(quantity);
        boolean complete = filled.compareTo(order.quantity()) >= 0;
        boolean over = filled.compareTo(order.quantity()) > 0;
        OrderState next = order.state();
        if (over || !next.done()) {
            next = complete ? OrderState.FILLED : OrderState.PARTIALLY_FILLED;
        }
        set(position, filled, next, order.venueOrderId(), order.reason());
    }

    private void end(long position, OrderState state, String reason) {
        set(position, order.filled(), state, order.venueOrderId(), Text.fit(reason, Text.REASON_LENGTH_MAX));
    }

    private void set(long position, Quantity filled, OrderState state, VenueOrderId venueOrderId, String reason) {
        changed = true;
        order = new RecordedOrder(
                position,
                order.orderId(),
                order.decision(),
                order.venue(),
                order.instrument(),
                order.side(),
                order.quantity(),
                filled,
                state,
                venueOrderId,
                reason,
                order.decidedNanos());
    }
}
